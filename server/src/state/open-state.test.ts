import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../e2e/lab/index.ts'
import { openState } from './open-state.ts'
import { SESSION_MS } from './token-store.ts'

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')
const options = { now: Date.now, randomHex }

it('makes an admin token at the first start only, and keeps no secret but in its own file', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'state')
  const first = await openState(path, options)
  const secret = first.firstAdminToken ?? ''
  expect(first.tokens.find(secret)).toMatchObject({ name: 'admin', role: 'admin' })
  expect(await readFile(first.adminTokenPath, 'utf8')).toBe(`${secret}\n`)
  expect(await readFile(join(path, 'tokens.json'), 'utf8')).not.toContain(secret.slice(4))

  const second = await openState(path, options)
  expect(second.firstAdminToken).toBeUndefined()
  expect(second.digestKey).toBe(first.digestKey)
  expect(second.tokens.find(secret)?.role).toBe('admin')
})

it('is readable by its owner only, also when the folder was not', async () => {
  await using folder = await temporaryFolder()
  const { chmod } = await import('node:fs/promises')
  await chmod(folder.path, 0o755)
  await openState(folder.path, options)
  expect((await stat(folder.path)).mode & 0o777).toBe(0o700)
  const names = await readdir(folder.path)
  expect(names.toSorted()).toEqual(['admin-token', 'digest-key', 'tokens.json'])
  const modes = await Promise.all(
    names.map(async (it) => (await stat(join(folder.path, it))).mode & 0o777),
  )
  expect(new Set(modes)).toEqual(new Set([0o600]))
})

it.each(['tokens.json', 'digest-key'])(
  'a damaged %s stops the start with a remedy',
  async (name) => {
    await using folder = await temporaryFolder()
    await openState(folder.path, options)
    await writeFile(join(folder.path, name), '{"half')
    const failure = openState(folder.path, options)
    await expect(failure).rejects.toMatchObject({
      code: 'state-unreadable',
      remedy: expect.stringContaining('backup'),
    })
  },
)

it('revoking a token ends the sessions that it opened', async () => {
  await using folder = await temporaryFolder()
  const { tokens } = await openState(folder.path, options)
  const ana = await tokens.create({ name: 'ana', role: 'deployer' })
  const session = await tokens.openSession({ name: 'ana', role: 'deployer', parent: ana?.id ?? '' })
  expect(tokens.find(session?.secret ?? '')?.kind).toBe('session')
  expect(tokens.list().map(({ name }) => name)).toEqual(['admin', 'ana'])
  expect(await tokens.create({ name: 'ana', role: 'admin' })).toBeUndefined()
  expect(await tokens.remove(ana?.id ?? '')).toBe(true)
  expect(tokens.find(session?.secret ?? '')).toBeUndefined()
  expect(tokens.find(ana?.secret ?? '')).toBeUndefined()
})

it('tokens and sessions end when their time is over', async () => {
  await using folder = await temporaryFolder()
  let now = Date.parse('2026-11-23T00:00:00Z')
  const { tokens } = await openState(folder.path, { now: () => now, randomHex })
  const day = await tokens.create({ name: 'ci', role: 'viewer', expiresInDays: 1 })
  now += 1000
  const session = await tokens.openSession({
    name: 'ci',
    role: 'viewer',
    until: day?.expiresAt ?? '',
  })
  expect(session?.record.expiresAt).toBe(day?.expiresAt)
  now += SESSION_MS - 1001
  expect(tokens.find(session?.secret ?? '')?.name).toBe('ci')
  now += 1
  expect(tokens.find(session?.secret ?? '')).toBeUndefined()
  expect(tokens.find(day?.secret ?? '')).toBeUndefined()
})

it('changes at the same time all get on disk', async () => {
  await using folder = await temporaryFolder()
  const { tokens } = await openState(folder.path, options)
  const names = Array.from({ length: 20 }, (_, at) => `token ${at}`)
  await Promise.all(names.map((name) => tokens.create({ name, role: 'viewer' })))
  const again = await openState(folder.path, options)
  expect(again.tokens.list()).toHaveLength(21)
})

it('opens no session for a token that was revoked or has expired meanwhile', async () => {
  await using folder = await temporaryFolder()
  let now = Date.now()
  const { tokens } = await openState(folder.path, { now: () => now, randomHex })
  const ana = await tokens.create({ name: 'ana', role: 'admin' })
  const ben = await tokens.create({ name: 'ben', role: 'admin', expiresInDays: 1 })
  await tokens.remove(ana?.id ?? '')
  now += 2 * 24 * 60 * 60 * 1000
  for (const token of [ana, ben]) {
    const request = { name: 'x', role: 'admin', parent: token?.id ?? '' } as const
    expect(await tokens.openSession(request)).toBeUndefined()
  }
})

it('makes the admin token again when the first start was cut off before it was written', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'admin-token'))
  await expect(openState(folder.path, options)).rejects.toThrow('EISDIR')
  await rmdir(join(folder.path, 'admin-token'))
  const state = await openState(folder.path, options)
  expect(state.tokens.find(state.firstAdminToken ?? '')?.role).toBe('admin')
  expect(await readFile(state.adminTokenPath, 'utf8')).toBe(`${state.firstAdminToken}\n`)
})
