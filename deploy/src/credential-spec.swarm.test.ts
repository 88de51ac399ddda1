import type { LiveConfig, LiveService } from '@kesako/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compose } from '../testing/compose.ts'
import { openStage, openSwarm, type Stage, type Swarm } from '../testing/stage.ts'

let swarm: Swarm
let stage: Stage

beforeAll(async () => {
  swarm = await openSwarm()
  stage = await openStage(swarm.engine)
})
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await swarm?.[Symbol.asyncDispose]()
})

const file = compose(
  { web: { replicas: 0, more: 'credential_spec:\n  config: account' } },
  'configs:\n  account:\n    name: the-account\n    file: account.json',
)

async function found(): Promise<{ readonly web: LiveService; readonly account: LiveConfig }> {
  const { services, configs } = await swarm.engine.liveState()
  const [web] = services
  const account = configs.filter(({ spec }) => spec.Name.startsWith('the-account'))
  if (web === undefined || account[0] === undefined || account.length > 1) {
    throw new Error(`there are ${services.length} services and ${account.length} configs`)
  }
  return { web, account: account[0] }
}

function expectReference({ web, account }: Awaited<ReturnType<typeof found>>): void {
  const { Configs, Privileges } = web.spec.TaskTemplate.ContainerSpec
  expect(Privileges?.CredentialSpec).toMatchObject({ Config: account.id })
  expect(Configs).toEqual([{ Runtime: {}, ConfigID: account.id, ConfigName: account.spec.Name }])
}

it('a config of a credential spec is referred to by its id, and rotated when its content changes', async () => {
  await stage.push({ 'docker-compose-shop.yml': file, 'account.json': '{ "a": 1 }' })
  const first = await found()
  expectReference(first)
  expect(first.account.spec.Name).toBe('the-account')

  swarm.proxy.clear()
  await stage.runner.sync({ actor: { name: 'Ada', via: 'api' } })
  expect(swarm.proxy.writes().map(({ path }) => path)).toEqual([])

  const rotating = file.replace('x-kesako:\n', 'x-kesako:\n  rotate: true\n')
  const push = await stage.push({
    'docker-compose-shop.yml': rotating,
    'account.json': '{ "a": 2 }',
  })
  expect(push.deployments.map(({ end }) => end?.outcome)).toEqual(['deployed'])
  const second = await found()
  expectReference(second)
  expect(second.account.spec.Name).toMatch(/^the-account-[0-9a-f]{8}$/)
  expect(second.account.id).not.toBe(first.account.id)
})
