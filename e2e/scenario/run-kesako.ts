import { spawn } from 'node:child_process'
import { tryProgram, type ProgramResult } from '../lab/index.ts'
import { KESAKO } from './kesako-process.ts'

export interface RunKesakoOptions {
  /** `DOCKER_HOST`; default one where nothing listens. */
  readonly host?: string
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

function environmentOf({ host, environment }: RunKesakoOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    KESAKO_DATA: '/nonexistent/kesako',
    DOCKER_HOST: host ?? 'unix:///nonexistent/docker.sock',
    ...environment,
  }
}

/** Runs one verb of the built command line to its end, away from this machine's engine and data folder. */
export function runKesako(
  args: readonly string[],
  options: RunKesakoOptions = {},
): Promise<ProgramResult> {
  const [program, ...bundle] = KESAKO
  return tryProgram(program, [...bundle, ...args], {
    env: environmentOf(options),
    timeoutMs: 90_000,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? {} : { input: options.input }),
  })
}

/** A verb that runs on until it is told to end. */
export interface RunningVerb extends AsyncDisposable {
  /** All that it printed so far. */
  readonly output: () => string
  /** Resolves when the output matches; rejects with the output when it ends before, or after `timeoutMs`. */
  printed(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>
  /** Sends Ctrl-C, and gives the exit code. */
  interrupt(): Promise<number | null>
  /** The exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>
}

export function startVerb(args: readonly string[], options: RunKesakoOptions = {}): RunningVerb {
  const [program, ...bundle] = KESAKO
  const child = spawn(program, [...bundle, ...args], {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
  let output = ''
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      changed()
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code)
      changed()
    })
  })
  const over = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    output: () => output,
    ended,
    printed: (pattern, timeoutMs = 60_000) =>
      new Promise((resolve, reject) => {
        const finish = (act: () => void): void => {
          clearTimeout(timer)
          listeners.delete(look)
          act()
        }
        const fail = (): void => reject(new Error(`it never printed ${pattern}:\n${output}`))
        const look = (): void => {
          const match = pattern.exec(output)
          if (match !== null) finish(() => resolve(match))
          else if (over()) finish(fail)
        }
        const timer = setTimeout(() => finish(fail), timeoutMs)
        listeners.add(look)
        look()
      }),
    interrupt() {
      child.kill('SIGINT')
      return ended
    },
    async [Symbol.asyncDispose]() {
      if (!over()) child.kill('SIGTERM')
      await ended
    },
  }
}
