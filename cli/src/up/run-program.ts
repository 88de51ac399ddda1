import { spawn } from 'node:child_process'
import { CliError } from '../cli-error.ts'
import type { World } from '../world.ts'

/** Lines of a program's output that an error keeps. */
const KEPT_LINES = 15

/** Ended with another code than 0; `lines` are the last ones that it printed. */
export class ProgramFailed extends CliError {
  readonly lines: readonly string[]

  constructor(command: string, code: number | null, lines: readonly string[]) {
    const said = lines.map((line) => `\n    ${line}`).join('')
    super('program-failed', `${command} ended with code ${code ?? 'none'}:${said}`)
    this.lines = lines
  }
}

/** The caller's environment, with the folders of root's programs, which the path of a plain `su` lacks. */
export function programEnvironment({
  environment,
}: Pick<World, 'environment'>): Record<string, string | undefined> {
  return { ...environment, PATH: `${environment['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin` }
}

/** Runs a program by its argument list, and gives each line that it prints as it comes. */
export function runProgram(
  world: Pick<World, 'environment'>,
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = programEnvironment(world)
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const last: string[] = []
    const take = (line: string): void => {
      if (line.trim() === '') return
      last.push(line)
      if (last.length > KEPT_LINES) last.shift()
      onLine(line)
    }
    const readers = [child.stdout, child.stderr].map((stream) => lineReader(stream, take))
    child.on('error', (cause) =>
      reject(new CliError('program-missing', `${command} can't be run: ${cause.message}.`)),
    )
    child.on('close', (code) => {
      for (const flush of readers) flush()
      if (code === 0) resolve()
      else reject(new ProgramFailed(command, code, last))
    })
  })
}

/** Gives whole lines; what is left without an end comes by calling the result. */
function lineReader(stream: NodeJS.ReadableStream, take: (line: string) => void): () => void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
  return () => take(rest)
}
