import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createLoadCache, readMirrorMark } from '@kesako/repository'
import { expect, it, vi } from 'vitest'
import { git } from '../../../e2e/lab/git.ts'
import { temporaryFolder } from '../../../e2e/lab/temporary-folder.ts'
import { findStacksRepository } from '../input/open-stacks-repository.ts'
import { dataFolder } from './data-folder.ts'
import { type Home, makeHome, openHome, withStateFiles } from './open-home.ts'
import { remoteSettings } from './remote-settings.ts'

vi.setConfig({ testTimeout: 120_000 })

const ADDING = {
  changes: [{ path: 'docker-compose-a.yml', content: Buffer.from('services: {}\n') }],
  message: 'Add a',
  author: { name: 'Ada', email: 'ada@kesako.test' },
  expectedHead: undefined,
}

function homes(folder: string): { readonly hosting: Home; readonly mirroring: Home } {
  const world = {
    environment: {},
    home: folder,
    workingDirectory: folder,
    now: Date.now,
  } as unknown as Home['world'] // only these are read
  const data = dataFolder(world, true, folder, resolve)
  const remote = remoteSettings(
    { repository: `file://${join(folder, 'there.git')}`, branch: 'production' },
    {},
    (path) => path,
  )
  const parts = { world, data, cache: createLoadCache() }
  return { hosting: { ...parts, remote: undefined }, mirroring: { ...parts, remote } }
}

it('never turns a repository that it hosts into a mirror, nor a mirror into one that it hosts', async () => {
  await using folder = await temporaryFolder()
  const { hosting, mirroring } = homes(folder.path)
  await makeHome(hosting)
  await makeHome(mirroring)
  await expect(makeHome(hosting)).rejects.toMatchObject({ code: 'data-folder-mirrors' })

  await using other = await temporaryFolder()
  const second = homes(other.path)
  await makeHome(second.hosting)
  const repository = openHome(second.hosting)
  await repository.commit(ADDING)
  await repository.close()
  await expect(makeHome(second.mirroring)).rejects.toMatchObject({ code: 'data-folder-hosts' })
  expect(await readMirrorMark(second.hosting.data.repository)).toBeUndefined()
})

it('commands on the data folder read the branch that the mirror follows, and commit nothing to it', async () => {
  await using folder = await temporaryFolder()
  const { mirroring } = homes(folder.path)
  await git(folder.path, ['init', '--quiet', '--bare', '--initial-branch=production', 'there.git'])
  await makeHome(mirroring)
  const mirror = openHome(mirroring)
  const committed = await mirror.commit(ADDING)
  await mirror.close()
  expect(committed.kind).toBe('committed')

  const read = await findStacksRepository(mirroring.world, { data: folder.path })
  expect(await read?.head()).toEqual({
    kind: 'revision',
    revision: committed.kind === 'committed' ? committed.revision : '',
  })
  await expect(read?.commit(ADDING)).rejects.toMatchObject({ code: 'repository-read-only' })
  await read?.close()
})

it('takes credentials from the state folder where none are named', async () => {
  await using folder = await temporaryFolder()
  expect(await withStateFiles({}, folder.path)).toEqual({})
  await mkdir(folder.path, { recursive: true })
  await writeFile(join(folder.path, 'git-token'), 'x\n')
  await chmod(join(folder.path, 'git-token'), 0o600)
  expect(await withStateFiles({}, folder.path)).toEqual({
    tokenFile: join(folder.path, 'git-token'),
  })
  expect(await withStateFiles({ tokenFile: '/t' }, folder.path)).toEqual({ tokenFile: '/t' })
})
