import type { Deployment } from '@kesako/core'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createGit } from '../git/git.ts'
import type { Journal } from '../repository-api.ts'
import { temporaryRepository } from '../testing/temporary-repository.ts'
import { createJournal } from './journal.ts'

function open(path: string): Journal & Disposable {
  const git = createGit({ path })
  return { ...createJournal(git), [Symbol.dispose]: git.close }
}

function deployment(id: string, more: Partial<Deployment> = {}): Deployment {
  return {
    id,
    stack: 'shop',
    action: 'deploy',
    revision: '1a2b3c4d5e6f'.padEnd(40, '0'),
    repository: 'f'.repeat(40),
    inputsDigest: 'abc',
    actor: { name: 'Ada', via: 'push' },
    startedAt: '2026-11-23T10:00:00.000Z',
    changes: [
      { action: 'update', kind: 'service', name: 'shop_web', restarts: true },
      { action: 'update', kind: 'service', name: 'shop_db', restarts: false },
      { action: 'create', kind: 'config', name: 'shop_conf', restarts: false },
    ],
    ...more,
  }
}

function ended(started: Deployment, outcome: 'deployed' | 'failed' = 'deployed'): Deployment {
  return {
    ...started,
    end: {
      endedAt: '2026-11-23T10:00:05.000Z',
      outcome,
      ...(outcome === 'failed' ? { code: 'crash-loop', reason: 'shop_web exits\nwith 1.' } : {}),
    },
  }
}

it('folds start and end into deployments, newest first', async () => {
  await using repository = await temporaryRepository()
  using journal = open(repository.path)
  const [one, two, three] = [deployment('1'), deployment('2'), deployment('3')]
  for (const each of [one, two]) {
    await journal.start(each)
    await journal.end(ended(each, each === two ? 'failed' : 'deployed'))
  }
  await journal.start(three)
  expect(await journal.history('shop', 10)).toEqual([three, ended(two, 'failed'), ended(one)])
  expect(await journal.history('shop', 2)).toEqual([three, ended(two, 'failed')])
  expect(await journal.history('other', 10)).toEqual([])
  expect(await journal.history('shop', 0)).toEqual([])
})

it('reads well in git log', async () => {
  await using repository = await temporaryRepository()
  using journal = open(repository.path)
  const actor = { name: 'Ada <root@x>\nLovelace', via: 'api' } as const
  await journal.start(deployment('1', { actor }))
  await journal.end(ended(deployment('1', { actor })))
  await journal.start(deployment('2', { action: 'remove', changes: [] }))
  await journal.end(ended(deployment('2', { action: 'remove', changes: [] }), 'failed'))
  const format = '--format=%an|%ae|%cn|%aI|%s|%b'
  expect(repository.git(['log', format, 'refs/kesako/deployments/shop']).split('\n')).toEqual([
    'Ada|push@kesako.invalid|Kesako|2026-11-23T10:00:05+00:00|failed shop at 1a2b3c4: no changes|shop_web exits with 1.',
    '',
    'Ada|push@kesako.invalid|Kesako|2026-11-23T10:00:00+00:00|started to remove shop at 1a2b3c4: no changes|',
    'Ada root@x Lovelace|api@kesako.invalid|Kesako|2026-11-23T10:00:05+00:00|deployed shop at 1a2b3c4: 2 updates, 1 create|',
    'Ada root@x Lovelace|api@kesako.invalid|Kesako|2026-11-23T10:00:00+00:00|started shop at 1a2b3c4: 2 updates, 1 create|',
  ])
  expect(repository.git(['fsck', '--strict', '--no-dangling'])).not.toMatch(/error|warning/u)
})

it('writes the same commits for the same deployments', async () => {
  await using first = await temporaryRepository()
  await using second = await temporaryRepository()
  for (const repository of [first, second]) {
    using journal = open(repository.path)
    await journal.start(deployment('1'))
    await journal.end(ended(deployment('1')))
  }
  const tip = ['rev-parse', 'refs/kesako/deployments/shop']
  expect(first.git(tip)).toBe(second.git(tip))
})

it('knows the newest deployment of every stack, and sees what other processes write', async () => {
  await using repository = await temporaryRepository()
  using journal = open(repository.path)
  using other = open(repository.path)
  expect(await journal.latest()).toEqual(new Map())
  const names = Array.from({ length: 50 }, (_, at) => `stack-${at}`)
  await Promise.all(names.map((stack) => journal.start(deployment(stack, { stack }))))
  await other.end(ended(deployment('stack-7', { stack: 'stack-7' })))
  await other.start(deployment('x', { stack: 'odd name/..' }))
  const latest = await journal.latest()
  expect(latest.size).toBe(51)
  expect(latest.get('stack-7')?.end?.outcome).toBe('deployed')
  expect(latest.get('stack-8')?.end).toBeUndefined()
  expect(latest.get('odd name/..')?.id).toBe('x')
  repository.git(['update-ref', '-d', 'refs/kesako/deployments/stack-9'])
  expect((await journal.latest()).has('stack-9')).toBe(false)
})

it('loses no entry when several processes write one journal', async () => {
  await using repository = await temporaryRepository()
  using a = open(repository.path)
  using b = open(repository.path)
  using c = open(repository.path)
  const ids = Array.from({ length: 12 }, (_, at) => `${at}`)
  await Promise.all(ids.map((id, at) => ([a, b, c][at % 3] ?? a).start(deployment(id))))
  const history = await a.history('shop', 100)
  expect(history.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
})

it('goes on after a disk lost the newest entry', async () => {
  await using repository = await temporaryRepository()
  using journal = open(repository.path)
  await journal.start(deployment('1'))
  const tip = repository.git(['rev-parse', 'refs/kesako/deployments/shop'])
  const path = join(repository.path, 'objects', tip.slice(0, 2), tip.slice(2))
  chmodSync(path, 0o644)
  writeFileSync(path, '')
  using after = open(repository.path)
  await after.start(deployment('2'))
  expect((await after.history('shop', 5)).map(({ id }) => id)).toEqual(['2'])
})

it('skips what is no entry', async () => {
  await using repository = await temporaryRepository()
  using journal = open(repository.path)
  await journal.start(deployment('1'))
  const ref = 'refs/kesako/deployments/shop'
  repository.push({ 'deployment.json': '{"id": 1}' }, { ref })
  repository.push({ 'deployment.json': 'no json' }, { ref })
  expect((await journal.history('shop', 5)).map(({ id }) => id)).toEqual(['1'])
  expect(await journal.latest()).toEqual(new Map())
})
