import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { RepositoryError } from '../repository-error.ts'
import type { BatchAnswer } from './batch-parser.ts'
import { createBatchParser } from './batch-parser.ts'
import { cannotRun } from './run-git.ts'

/** Reads objects by name, many at once, through one `git cat-file --batch` that stays alive. */
export interface ObjectReader {
  /** `name` is an object id, a ref, or `<id>:<path>`. Content above `maxBytes` is dropped. */
  read(name: string, maxBytes: number): Promise<BatchAnswer>
  close(): void
}

export interface ObjectReaderOptions {
  readonly program: string
  /** Options before the command. */
  readonly options: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Longest wait for the next answer. Default 30 000 ms. */
  readonly timeoutMs?: number
}

interface Request {
  readonly name: string
  readonly maxBytes: number
  readonly resolve: (answer: BatchAnswer) => void
  readonly reject: (error: unknown) => void
  /** Processes that died while this was the next to be answered. */
  deaths: number
}

interface Session {
  readonly child: ChildProcessWithoutNullStreams
  readonly open: Request[]
  /** Something came since the watchdog looked, or nothing is asked. */
  answered: boolean
}

/** The process starts with the first request, and again after it died; a request outlives one death. */
export function createObjectReader(options: ObjectReaderOptions): ObjectReader {
  const timeoutMs = options.timeoutMs ?? 30_000
  let session: Session | undefined
  let closed = false

  function send(request: Request): void {
    session ??= start()
    if (session.open.length === 0) session.answered = true
    session.open.push(request)
    session.child.stdin.write(`${request.name}\n`)
  }

  function fail(failed: Session, error: RepositoryError): void {
    if (session === failed) session = undefined
    failed.child.kill('SIGKILL')
    for (const request of failed.open.splice(0)) request.reject(error)
  }

  /** Answers come in order: the first open request is what the process died of, if of any. */
  function recover(dead: Session, status: number | null): void {
    if (session === dead) session = undefined
    const open = dead.open.splice(0)
    const first = open[0]
    if (first !== undefined && ++first.deaths > 1) {
      open.shift()
      first.reject(unreadable(first.name, status))
    }
    for (const request of open) send(request)
  }

  function start(): Session {
    const child = spawn(options.program, [...options.options, 'cat-file', '--batch'], {
      env: options.environment,
      stdio: 'pipe',
    })
    const started: Session = { child, open: [], answered: true }
    const watchdog = setInterval(() => {
      if (started.open.length > 0 && !started.answered) fail(started, silent(timeoutMs))
      started.answered = false
    }, timeoutMs)
    watchdog.unref()
    const parser = createBatchParser(
      () => started.open[0]?.maxBytes ?? 0,
      (answer) => {
        started.open.shift()?.resolve(answer)
      },
    )
    child.stdout.on('data', (chunk: Buffer) => {
      started.answered = true
      parser.push(chunk)
    })
    child.stderr.resume()
    child.stdin.on('error', () => {})
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearInterval(watchdog)
      fail(started, cannotRun(options.program, error))
    })
    child.on('close', (status) => {
      clearInterval(watchdog)
      recover(started, status)
    })
    return started
  }

  return {
    read(name, maxBytes) {
      if (closed) return Promise.reject(closedError())
      if (/[\n\r\0]/u.test(name)) return Promise.resolve({ kind: 'missing' })
      const { promise, resolve, reject } = Promise.withResolvers<BatchAnswer>()
      send({ name, maxBytes, resolve, reject, deaths: 0 })
      return promise
    },
    close() {
      closed = true
      if (session !== undefined) fail(session, closedError())
    },
  }
}

function closedError(): RepositoryError {
  return new RepositoryError(
    'repository-closed',
    'The stacks repository was closed while it was read.',
    'Open it again.',
  )
}

function silent(timeoutMs: number): RepositoryError {
  return new RepositoryError(
    'git-timed-out',
    `git cat-file did not answer within ${timeoutMs} ms.`,
    'See whether the disk of the stacks repository answers, and try again.',
  )
}

function unreadable(name: string, status: number | null): RepositoryError {
  return new RepositoryError(
    'object-missing',
    `${name} can't be read: git cat-file ended with status ${status ?? 'none'}.`,
    'Check the stacks repository with git fsck.',
  )
}
