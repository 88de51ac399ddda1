import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile, type TestService } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { openStage, type Stage } from '../scenario/stage.ts'

interface Failing {
  readonly name: string
  readonly service: TestService
  readonly code: string
  readonly reason: RegExp
  readonly policy?: string
}

const NEVER_HEALTHY =
  'healthcheck:\n  test: ["CMD", "healthy-after", "never"]\n  interval: 500ms\n  timeout: 1s\n  retries: 1'

const CASES: readonly Failing[] = [
  {
    name: 'image',
    service: { image: 'kesako-lab:nowhere' },
    code: 'image-missing',
    reason: /a.*No such image: kesako-lab:nowhere/,
  },
  {
    name: 'exits',
    service: { command: ['fail', '3'] },
    code: 'crash-loop',
    reason: /a.*non-zero exit \(3\)/,
  },
  {
    name: 'unhealthy',
    service: { command: ['stubborn'], more: NEVER_HEALTHY },
    code: 'unhealthy',
    reason: /a.*unhealthy container/,
  },
  {
    name: 'unhealthy-and-polite',
    service: { command: ['work'], more: NEVER_HEALTHY },
    code: 'unhealthy',
    reason: /a.*exit code 0.*healthcheck/,
  },
  {
    name: 'nowhere',
    service: { deploy: 'placement:\n  constraints: ["node.labels.disk == ssd"]' },
    code: 'no-suitable-node',
    reason: /a.*no suitable node/,
    policy: '{"deadline": "5s"}',
  },
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a service that can’t run', () => {
  it.each(CASES)(
    '($name) ends as failed with the task’s own reason in one sentence',
    async ({ name, service, code, reason, policy }) => {
      const { kesako, clone } = stage
      const revision = await clone.push({
        [`docker-compose-${name}.yml`]: composeFile({ a: service }),
        ...(policy === undefined ? {} : { [`stack-${name}.json`]: policy }),
      })
      const deployment = await kesako.ended(name, revision, 90_000)
      expect(deployment.end).toMatchObject({ outcome: 'failed', code })
      expect(deployment.end?.reason).toMatch(reason)
      expect(deployment.end?.reason).not.toContain('\n')
      const view = await kesako.stack(name)
      expect(view.health).not.toBe('healthy')
    },
  )

  it('is not tried again for the same inputs, and is by a sync', async () => {
    const { kesako, clone } = stage
    const count = (await kesako.deployments('exits')).length
    const revision = await clone.push({ 'README.md': 'about\n' })
    await kesako.api('POST', '/stacks/image/sync?wait=true')
    expect((await kesako.stacks()).revision).toBe(revision)
    expect((await kesako.deployments('exits')).length).toBe(count)
    await kesako.api('POST', '/stacks/exits/sync?wait=true')
    expect((await kesako.deployments('exits')).length).toBe(count + 1)
  })

  it('is a failure when the swarm rolls it back, and that isn’t repeated', async () => {
    const { kesako, clone } = stage
    // A busy engine sees only after a while that a program has ended.
    const update = 'update_config:\n  monitor: 5s\n  failure_action: rollback'
    const good = await clone.push({
      'docker-compose-rolled.yml': composeFile({ a: { deploy: update } }),
    })
    expect((await kesako.ended('rolled', good)).end?.outcome).toBe('deployed')
    const bad = await clone.push({
      'docker-compose-rolled.yml': composeFile({ a: { command: ['fail'], deploy: update } }),
    })
    const deployment = await kesako.ended('rolled', bad)
    expect(deployment.end).toMatchObject({ outcome: 'failed', code: 'rolled-back' })
    const next = await clone.push({ 'README.md': 'about us\n' })
    await kesako.api('POST', '/stacks/image/sync?wait=true')
    expect((await kesako.stacks()).revision).toBe(next)
    expect(await kesako.deployments('rolled')).toHaveLength(2)
    await eventually('the old spec runs again', async () => {
      const { health } = await kesako.stack('rolled')
      return health === 'healthy'
    })
  })
})
