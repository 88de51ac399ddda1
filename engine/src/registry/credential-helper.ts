import { spawn } from 'node:child_process'
import type { RegistryAuth } from '../engine-api.ts'
import { CredentialsError } from './registry-credentials.ts'

/** A helper that asks a person, or a service that is away, isn't waited for. */
const TIME_LIMIT_MS = 10_000
const LARGEST_ANSWER = 64 * 1024

/** The user name by which a helper says that the secret is an identity token. */
const TOKEN_USERNAME = '<token>'
const NOT_FOUND = 'credentials not found in native keychain'

export interface HelperRequest {
  /** The program is `docker-credential-<helper>`. */
  readonly helper: string
  /** What it is asked with: a host, or the address of Docker Hub. */
  readonly address: string
  /** Its environment; it is looked for in its PATH. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Default 10 000 ms. */
  readonly timeLimitMs?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks a credential helper: `get`, the address on its standard input, JSON as its answer. Undefined
 * where it knows none. Rejects with CredentialsError, which repeats nothing that the helper printed.
 */
export async function askHelper(request: HelperRequest): Promise<RegistryAuth | undefined> {
  const { helper, address } = request
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(helper)) {
    throw failed(request, 'a helper has a name of the letters a to z, digits and hyphens')
  }
  const { code, stdout } = await run(request)
  const answer = stdout.trim()
  if (code !== 0) {
    if (answer === NOT_FOUND) return undefined
    throw failed(request, `it ended with exit code ${code}`)
  }
  const { username, secret } = readAnswer(request, answer)
  if (username === '' && secret === '') return undefined
  return username === TOKEN_USERNAME
    ? { identitytoken: secret, serveraddress: address }
    : { username, password: secret, serveraddress: address }
}

function readAnswer(
  request: HelperRequest,
  answer: string,
): { readonly username: string; readonly secret: string } {
  const value = parse(answer)
  if (typeof value === 'object' && value !== null && 'Username' in value && 'Secret' in value) {
    const { Username: username, Secret: secret } = value
    if (typeof username === 'string' && typeof secret === 'string') return { username, secret }
  }
  throw failed(request, 'its answer is not what a credential helper answers')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function run(request: HelperRequest): Promise<{ readonly code: number; readonly stdout: string }> {
  const { helper, address, environment, signal, timeLimitMs = TIME_LIMIT_MS } = request
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number; stdout: string }>()
  const child = spawn(`docker-credential-${helper}`, ['get'], {
    env: { ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own, so that what it started ends with it.
    detached: true,
  })
  const kill = (why: string): void => {
    reject(failed(request, why))
    endGroup(child.pid)
  }
  const late = setTimeout(
    () => kill(`it did not answer within ${timeLimitMs / 1000} s`),
    timeLimitMs,
  )
  const abort = (): void => kill('it was not waited for')
  signal?.addEventListener('abort', abort, { once: true })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (stdout.length > LARGEST_ANSWER) kill('its answer is too long')
  })
  child.once('error', (error: NodeJS.ErrnoException) => {
    reject(failed(request, error.code === 'ENOENT' ? 'it is not in PATH' : `it can't be started`))
  })
  child.once('close', (code) => resolve({ code: code ?? -1, stdout }))
  // A helper that ends without reading is judged by its exit code.
  child.stdin.on('error', () => {})
  child.stdin.end(address)
  return promise.finally(() => {
    clearTimeout(late)
    signal?.removeEventListener('abort', abort)
  })
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

function failed({ helper, address }: HelperRequest, why: string): CredentialsError {
  const program = /^[\w.-]{1,80}$/.test(helper)
    ? `docker-credential-${helper}`
    : 'the credential helper'
  return new CredentialsError(
    `The credentials for ${address} could not be had from ${program}: ${why}.`,
    'Repair the helper that the docker config.json names, or run `kesako registry login`.',
  )
}
