import { createBareRepository, openRepository } from '@kesako/repository'
import type { Deployment } from '@kesako/core'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../e2e/lab/index.ts'
import { stillOpen } from './other-process.ts'

const open: Deployment = {
  id: 'one',
  stack: 'shop',
  action: 'remove',
  revision: 'a'.repeat(40),
  repository: 'root',
  inputsDigest: 'digest',
  actor: { name: 'Ada', via: 'push' },
  startedAt: '2026-01-01T00:00:00.000Z',
  changes: [],
}
const end = { endedAt: '2026-01-01T00:00:01.000Z', outcome: 'removed' } as const

it('an entry is open until another process ends it, and stays ended when that goes on', async () => {
  const folder = await temporaryFolder()
  await createBareRepository(folder.path)
  const digest = (data: Uint8Array | string): string => String(data.length)
  const repository = openRepository({ path: folder.path, digest, variables: new Map() })
  const { journal } = repository
  await journal.start(open)
  expect(await stillOpen({ journal }, open)).toBe(open)
  await journal.end({ ...open, end })
  expect(await stillOpen({ journal }, open)).toBeUndefined()
  await journal.start({ ...open, id: 'two', action: 'deploy' })
  expect(await stillOpen({ journal }, open)).toBeUndefined()
  expect(await stillOpen({ journal }, undefined)).toBeUndefined()
  await repository.close()
  await folder.remove()
}, 30_000)
