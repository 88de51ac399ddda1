import { presentProblems, type Problem } from '@kesako/core'

export interface VariablesRead {
  /** Undefined: the line names the variable only, so that its value is looked for further on. */
  readonly variables: ReadonlyMap<string, string | undefined>
  readonly problems: readonly Problem[]
}

/** Lines that are named; the rest is as wrong as these. */
const MAX_PROBLEMS = 50

/**
 * Reads `<stack>.env` by the rules of the docker CLI's env files: one `NAME=value` a line, the value raw
 * (quotes, `$` and trailing spaces belong to it), `#` at the start of a line comments it out.
 */
export function readVariablesFile(file: string, bytes: Uint8Array): VariablesRead {
  const text = decode(bytes)
  if (text === undefined) {
    return { variables: new Map(), problems: [broken(file, 1, 1, `${file} is not text in UTF-8.`)] }
  }
  const variables = new Map<string, string | undefined>()
  const problems: Problem[] = []
  function wrong(...at: Parameters<typeof broken>): void {
    if (problems.length < MAX_PROBLEMS) problems.push(broken(...at))
  }
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/u, '').trimStart()
    if (line === '' || line.startsWith('#')) continue
    const column = raw.length - raw.trimStart().length + 1
    const at = line.indexOf('=')
    const name = at === -1 ? line.trimEnd() : line.slice(0, at)
    if (name === '') {
      wrong(file, index + 1, column, `${file}: no name stands before the "=".`)
    } else if (/\s/u.test(name)) {
      const start = JSON.stringify(name.slice(0, 60))
      wrong(file, index + 1, column, `${file}: the name ${start} contains a space.`)
    } else variables.set(name, at === -1 ? undefined : line.slice(at + 1))
  }
  return { variables, problems: presentProblems(problems) }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function broken(file: string, line: number, column: number, message: string): Problem {
  return {
    code: 'variables-broken',
    severity: 'error',
    message,
    remedy: 'Write one NAME=value a line, without "export" and without quotes.',
    place: { file, line, column },
  }
}
