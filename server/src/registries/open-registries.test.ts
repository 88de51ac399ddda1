import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../e2e/lab/index.ts'
import { openRegistries } from './open-registries.ts'

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')
const options = { now: () => Date.parse('2026-11-23T10:00:00Z'), randomHex }
const ANA = { username: 'ana', password: 'correct horse', savedBy: 'admin' }

it('keeps credentials sealed, readable by their owner only, and finds them after a restart', async () => {
  await using folder = await temporaryFolder()
  const first = await openRegistries(folder.path, options)
  expect(await readdir(folder.path)).toEqual([])
  await first.save({ ...ANA, registry: 'r.io:5000' })
  const names = await readdir(folder.path)
  expect(names.toSorted()).toEqual(['registries.json', 'registry-key'])
  for (const name of names) {
    expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600)
    const text = await readFile(join(folder.path, name), 'utf8')
    expect(text).not.toMatch(/ana|correct|r\.io/)
    expect(text).not.toContain(Buffer.from('correct horse').toString('hex'))
  }
  const second = await openRegistries(folder.path, options)
  expect(await second.find('r.io:5000')).toEqual({
    username: 'ana',
    password: 'correct horse',
    serveraddress: 'r.io:5000',
  })
  expect(second.savedAt('r.io:5000')).toBe(options.now())
  expect(await second.find('r.io')).toBeUndefined()
  expect(JSON.stringify(second.list())).not.toContain('correct')
})

it('an identity token is kept in place of the password', async () => {
  await using folder = await temporaryFolder()
  const store = await openRegistries(folder.path, options)
  await store.save({ ...ANA, registry: 'docker.io', identityToken: 'identity' })
  const again = await openRegistries(folder.path, options)
  expect(await again.find('docker.io')).toEqual({
    identitytoken: 'identity',
    serveraddress: 'https://index.docker.io/v1/',
  })
  expect(again.list()).toEqual([
    {
      registry: 'docker.io',
      source: 'state',
      username: 'ana',
      savedAt: '2026-11-23T10:00:00.000Z',
      savedBy: 'admin',
    },
  ])
})

it('an image may write a registry in capitals', async () => {
  await using folder = await temporaryFolder()
  const store = await openRegistries(folder.path, options)
  await store.save({ ...ANA, registry: 'r.io' })
  expect((await store.find('R.io'))?.username).toBe('ana')
})

it('changes at the same time all get on disk, each sealed under a nonce of its own', async () => {
  await using folder = await temporaryFolder()
  const store = await openRegistries(folder.path, options)
  const nonces = new Set<string>()
  const nonce = async (): Promise<string> =>
    JSON.parse(await readFile(join(folder.path, 'registries.json'), 'utf8')).sealed.nonce
  await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      await store.save({ ...ANA, registry: `r${at}.io` })
      nonces.add(await nonce())
    }),
  )
  expect(await store.remove('r3.io')).toBe(true)
  expect(await store.remove('r3.io')).toBe(false)
  nonces.add(await nonce())
  expect((await openRegistries(folder.path, options)).list()).toHaveLength(9)
  expect(nonces.size).toBeGreaterThan(5)
})

it('what could not be written does not count', async () => {
  await using folder = await temporaryFolder()
  const store = await openRegistries(join(folder.path, 'gone'), options)
  await expect(store.save({ ...ANA, registry: 'r.io' })).rejects.toThrow('ENOENT')
  expect(await store.find('r.io')).toBeUndefined()
})

it.each([
  ['registries.json', '{"version": 1}'],
  ['registries.json', 'half'],
  ['registry-key', 'short'],
  ['registry-key', 'f'.repeat(64)],
  ['registry-key', null],
])('a damaged %s (%s) is told, and nothing of what is in it', async (name, text) => {
  await using folder = await temporaryFolder()
  await (await openRegistries(folder.path, options)).save({ ...ANA, registry: 'r.io' })
  const path = join(folder.path, name)
  await (text === null ? rm(path) : writeFile(path, text))
  await expect(openRegistries(folder.path, options)).rejects.toMatchObject({
    code: 'state-unreadable',
    remedy: expect.stringContaining('from the same backup'),
    message: expect.not.stringMatching(/ana|horse|r\.io/),
  })
})

it.each(['nonce', 'tag', 'data'])('a changed %s is seen', async (part) => {
  await using folder = await temporaryFolder()
  await (await openRegistries(folder.path, options)).save({ ...ANA, registry: 'r.io' })
  const path = join(folder.path, 'registries.json')
  const file = JSON.parse(await readFile(path, 'utf8'))
  const old: string = file.sealed[part]
  file.sealed[part] = `${old.startsWith('0') ? '1' : '0'}${old.slice(1)}`
  await writeFile(path, JSON.stringify(file))
  await expect(openRegistries(folder.path, options)).rejects.toThrow('registry-key')
})
