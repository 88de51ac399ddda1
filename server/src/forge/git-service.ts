import type { Clock } from '@kesako/deploy'
import { gitEnvironment } from '@kesako/repository'
import { spawn, type ChildProcess } from 'node:child_process'
import type { Duplex, Readable, Writable } from 'node:stream'
import type { ForgeRequest } from './forge-request.ts'

/** Longest time that one request of a client may take. */
const SERVICE_MS = 15 * 60 * 1000

export interface ServiceOptions {
  /** The `git` program. */
  readonly git: string
  /** Path of the bare repository. */
  readonly path: string
  readonly maxPushBytes: number
  readonly clock: Clock
}

/** A running `git upload-pack` or `git receive-pack`. */
export interface RunningService {
  readonly input: Writable
  readonly output: Readable
  /** What the hooks of a push say and hear; see hook-channel. */
  readonly channel: Duplex | undefined
  /** Exit status; rejects when git can't be started. */
  readonly ended: Promise<number>
  kill(): void
}

/** File descriptor that hooks find the channel at. */
export const CHANNEL_FD = 3

/**
 * Starts the service that a request asks for, in an environment of its own: no configuration of the
 * machine or of a person gets in. Hooks hear the server through an inherited socket, not a path.
 */
export function startService(
  options: ServiceOptions,
  request: ForgeRequest,
  protocol: string | undefined,
): RunningService {
  const isPush = request.service === 'receive-pack' && request.step === 'call'
  const child = spawn(options.git, [...gitArguments(options, request)], {
    env: gitEnvironment({
      ...(protocol === undefined ? {} : { GIT_PROTOCOL: protocol }),
      ...(isPush ? { KESAKO_CHANNEL: String(CHANNEL_FD) } : {}),
    }),
    stdio: ['pipe', 'pipe', 'pipe', isPush ? 'pipe' : 'ignore'],
  })
  const [input, output, errors, channel] = child.stdio
  if (input === null || output === null || errors === null) {
    throw new TypeError('A process with pipes has no pipes.')
  }
  errors.resume()
  // A service that ends early closes its pipes; its exit says so.
  input.on('error', () => {})
  const ended = exitOf(child)
  killAfter(options.clock, child, ended)
  return {
    input,
    output,
    channel: isDuplex(channel) ? channel : undefined,
    ended,
    // Git removes its lock files on this one.
    kill: () => child.kill('SIGTERM'),
  }
}

/** Clients may neither see nor write what Kesako records, except by fetching it. */
function gitArguments(options: ServiceOptions, request: ForgeRequest): readonly string[] {
  const settings = [
    `safe.directory=${options.path}`,
    `receive.maxInputSize=${options.maxPushBytes}`,
    'receive.hideRefs=refs/kesako',
    'receive.denyDeletes=false',
    'receive.denyDeleteCurrent=ignore',
    'receive.denyNonFastForwards=false',
    'receive.fsckObjects=true',
    'receive.unpackLimit=1000',
    'uploadpack.allowFilter=true',
    'core.hooksPath=hooks',
  ]
  return [
    ...settings.flatMap((setting) => ['-c', setting]),
    request.service,
    '--stateless-rpc',
    ...(request.step === 'advertise' ? ['--http-backend-info-refs'] : []),
    options.path,
  ]
}

function exitOf(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.once('error', reject)
  child.once('exit', (status) => resolve(status ?? -1))
  return promise
}

function killAfter(clock: Clock, child: ChildProcess, ended: Promise<number>): void {
  const over = new AbortController()
  const stop = (): void => over.abort()
  ended.then(stop, stop)
  clock.sleep(SERVICE_MS, over.signal).then(
    () => child.kill('SIGKILL'),
    () => {},
  )
}

function isDuplex(stream: unknown): stream is Duplex {
  return typeof stream === 'object' && stream !== null && 'write' in stream && 'read' in stream
}
