import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { swarmView } from '../scenario/swarm-view.ts'
import { runProgram } from '../lab/index.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

function docker(...args: readonly string[]): Promise<string> {
  return runProgram('docker', args, {
    env: { PATH: process.env['PATH'], DOCKER_HOST: stage.engine.host, HOME: '/nonexistent' },
  })
}

describe('a change by hand', () => {
  it('is shown as drift and left alone, also when another stack is pushed', async () => {
    const { kesako, clone, engine } = stage
    const revision = await clone.push({ 'docker-compose-shop.yml': composeFile({ web: {} }) })
    await kesako.ended('shop', revision)
    await docker('service', 'scale', '--detach', 'shop_web=3')
    const drifted = await eventually('the drift is seen', async () => {
      const stack = await kesako.stack('shop')
      return stack.sync === 'drifted' ? stack : undefined
    })
    expect(drifted.syncReason).toContain('shop_web')
    const other = await clone.push({ 'docker-compose-other.yml': composeFile({ a: {} }) })
    await kesako.ended('other', other)
    await sleep(1000)
    expect((await swarmView(engine.host)).tasks['shop_web']).toHaveLength(3)
  })

  it('is taken back by a sync', async () => {
    const { kesako, engine } = stage
    await kesako.api('POST', '/stacks/shop/sync?wait=true')
    expect((await swarmView(engine.host)).tasks['shop_web']).toHaveLength(1)
    expect((await kesako.stack('shop')).sync).toBe('synced')
  })

  it('is repaired without being asked when selfHeal is on', async () => {
    const { kesako, clone, engine } = stage
    const revision = await clone.push({ 'kesako.yml': 'selfHeal: true\n' })
    await kesako.settled(revision)
    await docker('service', 'scale', '--detach', 'shop_web=3')
    await eventually('the service has one task again', async () => {
      const view = await swarmView(engine.host)
      return view.tasks['shop_web']?.length === 1
    })
    const [newest] = await kesako.deployments('shop')
    expect(newest?.actor.via).toBe('self-heal')
  })
})
