import type { Deployment } from '@kesako/core'
import { expect, it, vi } from 'vitest'
import { startGitRemote } from '../../../e2e/lab/git-remote.ts'
import { COMPOSE, mirror, openMirror } from '../../testing/mirrored.ts'

vi.setConfig({ testTimeout: 180_000 })

function deployment(id: string, stack: string): Deployment {
  return {
    id,
    stack,
    action: 'deploy',
    revision: 'a'.repeat(40),
    repository: 'f'.repeat(40),
    inputsDigest: 'd'.repeat(64),
    actor: { name: 'ada', via: 'push' },
    startedAt: '2026-01-01T00:00:00.000Z',
    changes: [],
  }
}

it.each(['refs/kesako', 'refs/heads/kesako'])(
  'a new server with an empty data folder finds journal and identity in %s',
  async (journalRefs) => {
    await using there = await startGitRemote()
    const root = await there.commit({ 'docker-compose-a.yml': COMPOSE })
    await using old = await mirror(there, { journalRefs })
    await old.remote.fetch()
    await old.repository.setIdentity(root)
    for (const id of ['1', '2']) await old.repository.journal.start(deployment(id, 'shop'))
    await old.repository.journal.start(deployment('3', 'my.stack'))
    expect(await old.remote.saveJournal()).not.toHaveProperty('journalTrouble')
    const asked = there.requests.length
    await old.remote.saveJournal()
    expect(there.requests).toHaveLength(asked)

    await using fresh = await mirror(there, { journalRefs })
    await fresh.remote.fetch()
    expect(await fresh.repository.identity()).toBe(root)
    const history = await fresh.repository.journal.history('shop', 10)
    expect(history.map(({ id }) => id)).toEqual(['2', '1'])
    expect([...(await fresh.repository.journal.latest()).keys()].sort()).toEqual([
      'my.stack',
      'shop',
    ])
  },
)

it('a server whose place holds entries of another one says so, forces nothing, and goes on', async () => {
  await using there = await startGitRemote()
  await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using one = await mirror(there)
  await using two = await mirror(there)
  for (const { remote } of [one, two]) await remote.fetch()
  await one.repository.journal.start(deployment('1', 'shop'))
  await two.repository.journal.start(deployment('2', 'shop'))
  await two.repository.journal.start(deployment('3', 'other'))
  await one.remote.saveJournal()
  const { journalTrouble, trouble } = await two.remote.saveJournal()
  expect(journalTrouble).toMatchObject({ code: 'push-declined' })
  expect(journalTrouble?.reason).toContain('refs/kesako/deployments/shop')
  expect(trouble).toBeUndefined()
  const refs = await there.git('for-each-ref', '--format=%(refname) %(subject)', 'refs/kesako')
  expect(refs.split('\n')).toHaveLength(2)
})

it('keeps the journal to itself where that is wished, and sends it later where the remote is away', async () => {
  await using there = await startGitRemote()
  await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using quiet = await mirror(there, { journalRefs: undefined })
  await quiet.remote.fetch()
  await quiet.repository.journal.start(deployment('1', 'shop'))
  await quiet.remote.saveJournal()
  expect(await there.git('for-each-ref', 'refs/kesako')).toBe('')
  await quiet.repository.close()

  const telling = openMirror(quiet.path, there)
  try {
    there.behave = () => 'reset'
    expect(await telling.remote?.saveJournal()).not.toHaveProperty('journalTrouble')
    await telling.remote?.fetch()
    there.behave = ({ service }) => (service === 'receive-pack' ? 'reset' : 'serve')
    await telling.remote?.fetch()
    expect((await telling.remote?.saveJournal())?.journalTrouble).toMatchObject({
      code: 'remote-unreachable',
    })
    there.behave = () => 'serve'
    expect(await telling.remote?.saveJournal()).not.toHaveProperty('journalTrouble')
    expect(await there.git('for-each-ref', '--format=%(refname)', 'refs/kesako')).toBe(
      'refs/kesako/deployments/shop',
    )
  } finally {
    await telling.close()
  }
})
