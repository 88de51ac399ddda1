import { chmod, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openAuditTrail, type AuditTrail } from '../audit/audit-trail.ts'
import { openRegistries } from '../registries/open-registries.ts'
import type { RegistryStore } from '../registries/registry-store.ts'
import { ServerError } from '../server-error.ts'
import { openPauses, type PauseStore } from './open-pauses.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import { TokenFile, type TokenRecord } from './token-record.ts'
import { createTokenStore, type TokenStore } from './token-store.ts'

/** Name of the token that the first start makes, and of the person who uses a login link. */
export const ADMIN_NAME = 'admin'

/**
 * The state folder of a server, mode 0700:
 * `tokens.json` (hashed tokens and sessions), `digest-key` (64 hex digits, the key of the digests of
 * secrets' contents), `admin-token` (the secret that the first start made), `registries.json` and
 * `registry-key` (sealed credentials for registries and their key), `audit.jsonl` (the audit trail, with
 * older files `audit.jsonl.1` and so on). All files have mode 0600.
 */
export interface State {
  readonly folder: string
  /** Hex. */
  readonly digestKey: string
  readonly tokens: TokenStore
  readonly registries: RegistryStore
  readonly audit: AuditTrail
  /** What is paused for maintenance: `pauses.json`. */
  readonly pauses: PauseStore
  /** Path of the file with the admin token. */
  readonly adminTokenPath: string
  /** The admin token's secret, on the first start only: to be printed once. */
  readonly firstAdminToken?: string
}

export interface StateOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomHex: (bytes: number) => string
}

/** Opens the state folder, making it on the first start. Throws ServerError `state-unreadable`. */
export async function openState(folder: string, options: StateOptions): Promise<State> {
  await ensureFolder(folder)
  const digestKey = await ensureDigestKey(join(folder, 'digest-key'), options.randomHex)
  const registries = await openRegistries(folder, options)
  const audit = openAuditTrail(folder)
  const pauses = await openPauses(folder, options.now)
  const path = join(folder, 'tokens.json')
  const known = await readRecords(path)
  const adminTokenPath = join(folder, 'admin-token')
  const save = (records: readonly TokenRecord[]): Promise<void> =>
    writeStateFile(path, tokenText(records))
  if (known !== undefined) {
    const tokens = createTokenStore({ records: known, save, ...options })
    return { folder, digestKey, tokens, registries, audit, pauses, adminTokenPath }
  }
  const admin = await firstToken(options)
  // The secret first: a start that is cut off in between makes another token, instead of none.
  await writeStateFile(adminTokenPath, `${admin.secret}\n`)
  await save(admin.records)
  const tokens = createTokenStore({ records: admin.records, save, ...options })
  const firstAdminToken = admin.secret
  return { folder, digestKey, tokens, registries, audit, pauses, adminTokenPath, firstAdminToken }
}

async function firstToken(
  options: StateOptions,
): Promise<{ readonly secret: string; readonly records: readonly TokenRecord[] }> {
  let made: readonly TokenRecord[] = []
  const save = (records: readonly TokenRecord[]): Promise<void> => {
    made = records
    return Promise.resolve()
  }
  const admin = await createTokenStore({ records: [], save, ...options }).create({
    name: ADMIN_NAME,
    role: 'admin',
  })
  if (admin === undefined) throw new TypeError('A token store without tokens refused a name.')
  return { secret: admin.secret, records: made }
}

async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const found = await lstat(folder)
    if (!found.isDirectory()) throw new TypeError('It is not a folder.')
    if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700)
  } catch (error) {
    throw unreadable(folder, error, 'Give Kesako a folder of its own that it may write.')
  }
}

async function ensureDigestKey(
  path: string,
  randomHex: (bytes: number) => string,
): Promise<string> {
  const known = await readStateFile(path)
  if (known === undefined) {
    const made = randomHex(32)
    await writeStateFile(path, `${made}\n`)
    return made
  }
  const key = known.trim()
  if (!/^[0-9a-f]{64}$/.test(key)) {
    const remedy =
      'Restore it from a backup, or delete it: secrets of running stacks are then compared anew.'
    throw unreadable(path, 'It does not hold 64 hex digits.', remedy)
  }
  return key
}

async function readRecords(path: string): Promise<readonly TokenRecord[] | undefined> {
  const text = await readStateFile(path)
  if (text === undefined) return undefined
  try {
    return TokenFile.parse(JSON.parse(text)).tokens
  } catch {
    const remedy = 'Restore it from a backup, or delete it: the next start makes a new admin token.'
    throw unreadable(path, 'It is not what Kesako wrote.', remedy)
  }
}

function tokenText(records: readonly TokenRecord[]): string {
  return `${JSON.stringify({ version: 1, tokens: records }, null, 2)}\n`
}

function unreadable(path: string, cause: unknown, remedy: string): ServerError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new ServerError('state-unreadable', `${path} can't be used: ${why}`, remedy, cause)
}
