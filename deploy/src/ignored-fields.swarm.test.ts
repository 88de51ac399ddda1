import type { LiveService } from '@kesako/core'
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

const more = 'x-kesako:\n  ignore: [deploy.replicas]'

async function web(): Promise<LiveService> {
  const found = (await swarm.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
  if (found === undefined) throw new Error('shop_web is not there')
  return found
}

/** As `docker service scale` does. */
async function scale(Replicas: number): Promise<void> {
  const { id, version, spec } = await web()
  await swarm.engine.updateService(id, version, { ...spec, Mode: { Replicated: { Replicas } } })
}

it('a scale by hand stays, through passes and through a push that changes the image', async () => {
  const first = await stage.push({ 'docker-compose-shop.yml': compose({ web: { more } }) })
  expect(first.deployments.map(({ end }) => end?.outcome)).toEqual(['deployed'])
  await scale(2)

  swarm.proxy.clear()
  const pass = await stage.runner.trigger({ name: 'timer', via: 'timer' })
  const asked = await stage.runner.sync({ actor: { name: 'Ada', via: 'api' } })
  expect([...pass.deployments, ...asked.deployments]).toEqual([])
  expect(swarm.proxy.writes().map(({ path }) => path)).toEqual([])
  const [status] = (await stage.runner.overview()).stacks
  expect(status?.sync).toBe('synced')
  const head = await stage.repository.head()
  const revision = head.kind === 'revision' ? head.revision : ''
  const state = await stage.repository.load(revision)
  const plan = await stage.runner.plan(state, 'shop', await swarm.engine.liveState())
  expect(plan.changes).toEqual([])
  expect(plan.ignored).toEqual([
    {
      service: 'shop_web',
      field: 'deploy.replicas',
      fields: [{ path: 'Mode.Replicated.Replicas', from: 2, to: 1 }],
    },
  ])

  const image = 'kesako-lab:2'
  const push = await stage.push({ 'docker-compose-shop.yml': compose({ web: { more, image } }) })
  expect(push.deployments.map(({ end }) => end?.outcome)).toEqual(['deployed'])
  const { spec } = await web()
  expect(spec.Mode).toEqual({ Replicated: { Replicas: 2 } })
  expect(spec.TaskTemplate.ContainerSpec.Image).toContain(image)
})

it('a scale by hand is set back once the file ignores nothing', async () => {
  const image = 'kesako-lab:2'
  await stage.push({ 'docker-compose-shop.yml': compose({ web: { image } }) })
  expect((await web()).spec.Mode).toEqual({ Replicated: { Replicas: 1 } })
})
