import { PENDING_LABEL, STACK_LABEL } from '@kesako/core'
import { systemClock } from '@kesako/deploy'
import { connectEngine } from '@kesako/engine'
import { expect, it, vi } from 'vitest'
import { openStage } from '../../testing/stage.ts'
import { collectPending } from './collect-pending.ts'
import { pendingSecrets } from './pending-secrets.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

it('collects the secrets whose commit never came, after an hour, and no others', async () => {
  await using stage = await openStage()
  await stage.push({ 'README.md': 'x' })
  const secrets = (): readonly { readonly Name: string; readonly Labels?: object }[] =>
    [...stage.engine.swarm.secrets.values()].map(({ Spec }) => Spec)
  const engine = connectEngine({ host: stage.engine.host })
  const { repository } = stage
  const ago = (minutes: number) => () => Date.now() - minutes * 60_000
  const make = (stack: string, minutes: number): Promise<string> =>
    pendingSecrets({
      engine,
      repository,
      stack,
      now: ago(minutes),
      randomHex: () => '0a0b0c0d',
    }).make('KEY', 'value')
  try {
    const lost = await make('lost', 61)
    const recent = await make('recent', 59)
    const named = await make('named', 61)
    await engine.createSecret({
      Name: 'foreign',
      Labels: { [PENDING_LABEL]: `another ${new Date(0).toISOString()}`, [STACK_LABEL]: 'x' },
      Data: 'eA==',
    })
    await stage.push({
      'docker-compose-named.yml': `services: { a: { image: x, labels: { a: ${named} } } }\n`,
    })
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const removed = await collectPending({ engine, repository, clock: systemClock, log })
    expect(removed).toEqual([lost])
    const left = secrets()
    expect(left.map(({ Name }) => Name).toSorted()).toEqual([recent, named, 'foreign'].toSorted())
    expect(left.find(({ Name }) => Name === named)?.Labels).toEqual({})
  } finally {
    engine.close()
  }
})
