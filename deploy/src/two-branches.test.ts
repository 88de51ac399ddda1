import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openRepository } from '@kesako/repository'
import { expect, it, vi } from 'vitest'
import { git, temporaryFolder } from '../../e2e/lab/index.ts'
import { compose } from '../testing/compose.ts'
import { ends, openFakeStage } from '../testing/fake-stage.ts'

vi.setConfig({ testTimeout: 60_000 })

const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')
const TIMER = { name: 'kesako', via: 'timer' } as const

it('servers of two branches of one repository leave each other’s stacks alone on one swarm', async () => {
  await using stand = await openFakeStage()
  const { stage, fake } = stand
  await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })

  await using folder = await temporaryFolder()
  const path = join(folder.path, 'staging.git')
  await git(folder.path, ['clone', '--quiet', '--bare', stage.repository.path, path])
  await git(path, ['branch', 'staging', 'main'])
  const staging = openRepository({ path, branch: 'staging', digest, variables: new Map() })
  const head = await staging.head()
  await staging.commit({
    changes: [
      { path: 'docker-compose-shop.yml', content: null },
      { path: 'docker-compose-trial.yml', content: Buffer.from(compose({ web: {} })) },
    ],
    message: 'Only a trial',
    author: { name: 'Ada', email: 'ada@example.org' },
    expectedHead: head.kind === 'revision' ? head.revision : undefined,
  })
  const runner = stage.restart({ repository: staging })
  const names = (): readonly string[] =>
    [...fake.swarm.services.values()].map(({ Spec }) => Spec.Name).toSorted()

  const confirmed = { actor: TIMER, confirmRemovals: true }
  expect(ends((await runner.sync(confirmed)).deployments)).toEqual(['trial deployed'])
  expect((await stage.runner.sync(confirmed)).deployments).toEqual([])
  expect(names()).toEqual(['shop_web', 'trial_web'])

  await stage.push({ 'docker-compose-trial.yml': compose({ web: {} }) })
  const { stacks } = await stage.runner.overview()
  expect(stacks.find(({ name }) => name === 'trial')).toMatchObject({
    sync: 'held',
    syncReason: expect.stringMatching(
      /belongs to another stacks repository \(\w{12}, branch staging\)/,
    ),
  })
  await runner.stop()
  await staging.close()
})
