import { execFile } from 'node:child_process'

export interface ProgramResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface ProgramOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string | Buffer
  /** Milliseconds, default 60,000; then the program is killed. */
  readonly timeoutMs?: number
}

/** With the folders of root's programs, which the path of a plain `su` lacks. */
export const programPath = `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`

/** Runs a program to its end. Any exit code is a result; a program that is missing or killed is an error. */
export function tryProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      {
        cwd: options.cwd,
        env: options.env ?? { ...process.env, PATH: programPath },
        timeout: options.timeoutMs ?? 60_000,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr })
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr })
        else reject(new Error(`${program} ${args.join(' ')}: ${error.message}`, { cause: error }))
      },
    )
    // A program that ends without reading its input is judged by its exit code, not by the broken pipe.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input)
  })
}

/** Runs a program and gives its standard output. Any exit code but 0 is an error that carries what it printed. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await tryProgram(program, args, options)
  if (code === 0) return stdout
  throw new Error(`${program} ${args.join(' ')} exited with ${code}: ${(stderr || stdout).trim()}`)
}
