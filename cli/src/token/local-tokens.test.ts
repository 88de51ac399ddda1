import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../e2e/lab/index.ts'
import { type DataFolder, dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { tokenDesk } from './token-desk.ts'

const world: World = {
  environment: { USER: 'ana' },
  workingDirectory: '/',
  home: '/nonexistent',
  stdin: new Blob([]).stream(),
  stdout: { write: () => {}, isTerminal: false },
  stderr: { write: () => {}, isTerminal: false },
  signal: new AbortController().signal,
  processId: process.pid,
  now: Date.now,
  monotonic: () => performance.now(),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  installation: '/nonexistent',
  version: '0',
}

const folderAt = (path: string): DataFolder => dataFolder(world, false, path, resolve)

it('makes, lists and revokes tokens where no server runs, and writes it down', async () => {
  await using folder = await temporaryFolder()
  const data = folderAt(folder.path)
  await mkdir(data.state)
  const desk = await tokenDesk(world, data)
  const made = await desk.create({ name: 'team-a', role: 'deployer', stacks: ['team-a-*'] })
  expect(made.secret).toMatch(/^ksk_[0-9a-f]{64}$/)
  await expect(desk.create({ name: 'team-a', role: 'viewer' })).rejects.toThrow(/already/)
  expect(await desk.list()).toMatchObject([
    { name: 'admin', role: 'admin' },
    { name: 'team-a', role: 'deployer', stacks: ['team-a-*'] },
  ])
  await desk.remove(made.id)
  await expect(desk.remove(made.id)).rejects.toThrow(/no token/)
  expect(await desk.audit(10)).toMatchObject([
    { action: 'deleteToken', by: 'ana', via: 'file', target: { id: made.id } },
    { action: 'createToken', by: 'ana', via: 'file', target: { name: 'team-a' } },
  ])
})

it('says where to look when there is no state folder', async () => {
  await using folder = await temporaryFolder()
  const desk = tokenDesk(world, folderAt(folder.path))
  await expect(desk).rejects.toThrow(/no state folder/)
})
