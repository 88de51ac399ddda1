import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { cannotRun } from './run-git.ts'
import type { ObjectReaderOptions } from './object-reader.ts'

/** Moves refs one at a time, each only from the value that is expected. */
export interface RefWriter {
  /** False when the ref isn't at `from` any more, or can't be locked. The null id means that it must not exist. */
  move(ref: string, from: string, to: string): Promise<boolean>
  close(): void
}

/**
 * Keeps one `git update-ref --stdin` alive, one transaction a move: its start costs more than the move.
 * The process ends at the first refusal, as Git made it, and a new one starts with the next move.
 */
export function createRefWriter(options: ObjectReaderOptions): RefWriter {
  let child: ChildProcessWithoutNullStreams | undefined
  let queue: Promise<unknown> = Promise.resolve()

  function start(): ChildProcessWithoutNullStreams {
    const started = spawn(options.program, [...options.options, 'update-ref', '--stdin'], {
      env: options.environment,
      stdio: 'pipe',
    })
    started.stderr.resume()
    started.stdin.on('error', () => {})
    started.on('close', () => {
      if (child === started) child = undefined
    })
    // Replaced by the listener of a move while one runs.
    started.on('error', () => {})
    return started
  }

  function transact(ref: string, from: string, to: string): Promise<boolean> {
    child ??= start()
    const git = child
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    let answers = ''
    function done(): void {
      clearTimeout(timer)
      git.stdout.off('data', onData)
      git.off('close', onClose)
      git.off('error', onError)
    }
    function onData(chunk: Buffer): void {
      answers += chunk.toString('latin1')
      if (!answers.includes('commit: ok\n')) return
      done()
      resolve(true)
    }
    function onClose(): void {
      done()
      resolve(false)
    }
    function onError(error: NodeJS.ErrnoException): void {
      done()
      child = undefined
      reject(cannotRun(options.program, error))
    }
    const timer = setTimeout(() => git.kill('SIGKILL'), options.timeoutMs ?? 30_000)
    git.stdout.on('data', onData)
    git.on('close', onClose)
    git.on('error', onError)
    git.stdin.write(`start\nupdate ${ref} ${to} ${from}\ncommit\n`)
    return promise
  }

  return {
    move(ref, from, to) {
      const moved = queue.then(() => transact(ref, from, to))
      queue = moved.catch(() => {})
      return moved
    },
    close() {
      child?.stdin.end()
      child = undefined
    },
  }
}
