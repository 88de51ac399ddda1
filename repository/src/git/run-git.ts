import { spawn } from 'node:child_process'
import { RepositoryError } from '../repository-error.ts'
import { redactUrls } from './redact-url.ts'

export interface GitCommand {
  /** The `git` program: a name or an absolute path. */
  readonly program: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly input?: Uint8Array | string
  /** Default 16 MiB. */
  readonly maxBytes?: number
  /** Default 30 000 ms. */
  readonly timeoutMs?: number
  /** Longest file that it may write; longer ones fail with "File too large". Default: any. */
  readonly maxFileBytes?: number
  /** Ends it, with all that it started. */
  readonly signal?: AbortSignal
}

export interface GitOutput {
  readonly status: number
  readonly stdout: Buffer
  /** At most 4 000 characters, without credentials. */
  readonly stderr: string
}

const STDERR_LIMIT = 4_000

/** The limit is in blocks of 512 bytes; without the trap Git would be killed instead of told. */
const LIMITED = 'trap "" XFSZ; ulimit -f "$0" && exec "$@"'

/** Runs `git` once and returns its output whatever its exit status. Throws when it can't run, hangs or floods. */
export async function runGit(command: GitCommand): Promise<GitOutput> {
  const maxBytes = command.maxBytes ?? 16 * 1024 * 1024
  const timeoutMs = command.timeoutMs ?? 30_000
  const { promise, resolve, reject } = Promise.withResolvers<GitOutput>()
  const [program, args] = limited(command)
  // What talks to a remote is a child of git: a group of its own is ended as a whole.
  const child = spawn(program, args, { env: command.environment, stdio: 'pipe', detached: true })
  const chunks: Buffer[] = []
  let size = 0
  let stderr = ''
  let failure: RepositoryError | undefined

  function stop(error: RepositoryError): void {
    failure ??= error
    killGroup(child.pid)
  }
  const onAbort = (): void => stop(aborted(command.args))
  if (command.signal?.aborted === true) onAbort()
  command.signal?.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(() => {
    stop(
      new RepositoryError(
        'git-timed-out',
        `git ${verb(command.args)} took longer than ${timeoutMs} ms.`,
        'See whether the disk of the stacks repository answers, and try again.',
      ),
    )
  }, timeoutMs)

  function done(): void {
    clearTimeout(timer)
    command.signal?.removeEventListener('abort', onAbort)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
    else {
      stop(
        new RepositoryError(
          'git-output-too-large',
          `git ${verb(command.args)} answered more than ${maxBytes} bytes.`,
          'Keep only what stacks need in the stacks repository.',
        ),
      )
    }
  })
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < STDERR_LIMIT) stderr += chunk.toString('utf8').slice(0, STDERR_LIMIT)
  })
  // A child that ends early closes its end of the pipe: its exit status says why.
  child.stdin.on('error', () => {})
  child.stdin.end(command.input)
  child.on('error', (error: NodeJS.ErrnoException) => {
    done()
    reject(cannotRun(command.program, error))
  })
  child.on('close', (status) => {
    done()
    if (failure !== undefined) reject(failure)
    else
      resolve({ status: status ?? -1, stdout: Buffer.concat(chunks), stderr: redactUrls(stderr) })
  })
  return promise
}

function limited({ program, args, maxFileBytes }: GitCommand): [string, readonly string[]] {
  if (maxFileBytes === undefined) return [program, args]
  const blocks = String(Math.ceil(maxFileBytes / 512))
  return ['/bin/sh', ['-c', LIMITED, blocks, program, ...args]]
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // All of it has ended.
  }
}

function aborted(args: readonly string[]): RepositoryError {
  return new RepositoryError(
    'repository-closed',
    `git ${verb(args)} was ended, since the stacks repository is being closed.`,
    'Nothing is to be done.',
  )
}

/** The error of a command that had to succeed. */
export function gitFailed(args: readonly string[], output: GitOutput): RepositoryError {
  const said = output.stderr.trim().replace(/^fatal: /u, '')
  return new RepositoryError(
    'git-failed',
    `git ${verb(args)} failed with status ${output.status}${said === '' ? '.' : `: ${said}`}`,
    'Check the stacks repository with git fsck, and that Kesako may read and write its files.',
  )
}

/** The error of a `git` program that does not start. */
export function cannotRun(program: string, error: NodeJS.ErrnoException): RepositoryError {
  return new RepositoryError(
    'git-missing',
    `${program} can't be started: ${error.code ?? error.message}.`,
    'Install Git 2.30 or later, or name the program by an absolute path.',
    error,
  )
}

/** The first word that is neither an option nor the value of `-c`. */
function verb(args: readonly string[]): string {
  return args.find((word, at) => !word.startsWith('-') && args[at - 1] !== '-c') ?? ''
}
