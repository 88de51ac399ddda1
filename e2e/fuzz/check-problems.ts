import { hasErrors, type Problem } from '@kesako/core'

/** What the values of variables, env files, configs and secrets consist of: no sentence may show it. */
export const SECRET = 'sEcReT-4711'

const LONGEST_SENTENCE = 2000
const LONGEST_PATH = 1000
const MOST_PROBLEMS = 201

/** What is wrong with problems as such. `files` has the text of every file that they may name. */
export function faultsOfProblems(
  problems: readonly Problem[],
  files: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const faults = new Set<string>()
  if (problems.length > MOST_PROBLEMS) faults.add(`too many problems: ${problems.length}`)
  for (const problem of problems) {
    for (const fault of faultsOf(problem, files)) faults.add(`${fault} (${problem.code})`)
  }
  return [...faults]
}

/** Either a result or an error, never both and never neither. */
export function faultsOfResult(
  hasResult: boolean,
  problems: readonly Problem[],
): readonly string[] {
  if (hasResult === !hasErrors(problems)) return []
  return [hasResult ? 'a result in spite of an error' : 'neither a result nor an error']
}

function faultsOf(problem: Problem, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const { code, message, remedy = '', path = '', place } = problem
  const texts = [message, remedy, path]
  const own = message.replaceAll(/"[^"]*"/g, '')
  return [
    /^[a-z][a-z0-9-]+$/.test(code) ? '' : 'a code that is no code',
    message === '' || problem.remedy === '' ? 'an empty sentence' : '',
    message.length > LONGEST_SENTENCE || remedy.length > LONGEST_SENTENCE ? 'a long sentence' : '',
    path.length > LONGEST_PATH ? 'a long path' : '',
    // oxlint-disable-next-line no-control-regex -- these must not reach a terminal
    texts.some((text) => /[\0-\u001F\u007F-\u009F]/.test(text)) ? 'a control character' : '',
    texts.some((text) => text.toLowerCase().includes(SECRET.toLowerCase()))
      ? 'a secret in a sentence'
      : '',
    /\[object |\bTypeError\b|RangeError|at .*\.ts:\d/.test(own)
      ? 'text of the runtime in a sentence'
      : '',
    place === undefined ? '' : faultOfPlace(place, files),
  ].filter((fault) => fault !== '')
}

function faultOfPlace(
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
  files: ReadonlyMap<string, Uint8Array>,
): string {
  const bytes = files.get(file)
  if (bytes === undefined) return 'a place in a file that was not given'
  // A file that is too large, or no text, is named at its start.
  if (line === 1 && column === 1) return ''
  const isInside = linesOf(bytes).some((lines) => {
    const text = lines[line - 1]
    return text !== undefined && column >= 1 && column <= text.length + 1
  })
  return isInside ? '' : 'a place outside of the file'
}

let last: { readonly bytes: Uint8Array; readonly lines: readonly (readonly string[])[] } | undefined

/** The lines of YAML, which ends them at more characters, and of anything else. */
function linesOf(bytes: Uint8Array): readonly (readonly string[])[] {
  if (last?.bytes === bytes) return last.lines
  const [first, second] = bytes
  const label =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8'
  const text = new TextDecoder(label).decode(bytes)
  const lines = [text.split(/\r\n|[\r\n\u0085\u2028\u2029]/), text.split('\n')]
  last = { bytes, lines }
  return lines
}
