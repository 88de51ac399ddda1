import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActionAnswer, NodeList, ServiceDetails } from '@kesako/contract'
import { loadWorkload, startThrowawayEngine, type ThrowawayEngine } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { type KesakoProcess, startKesako } from '../scenario/kesako-process.ts'
import { runKesako } from '../scenario/run-kesako.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'
import { swarmView } from '../scenario/swarm-view.ts'

let engine: ThrowawayEngine
let kesako: KesakoProcess
let clone: StacksClone
const opened = new AsyncDisposableStack()

beforeAll(async () => {
  engine = opened.use(await startThrowawayEngine({ nodes: 2 }))
  for (const { host } of engine.nodes) await loadWorkload(host, '1')
  kesako = opened.use(await startKesako({ host: engine.host }))
  clone = opened.use(await cloneStacks(kesako.gitUrl))
  const revision = await clone.push({
    'docker-compose-shop.yml': composeFile({ web: { replicas: 2 } }),
  })
  await kesako.ended('shop', revision)
})
afterAll(() => opened.disposeAsync())

async function cli(...args: readonly string[]): Promise<ActionAnswer> {
  const ran = await runKesako([...args, '--data', kesako.dataFolder, '--json'], {})
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr)
  return JSON.parse(ran.stdout)
}

const service = async (): Promise<ServiceDetails> =>
  (await kesako.api('GET', '/services/shop_web')).body
const tasksOn = async (node: string): Promise<readonly string[]> =>
  (await service()).taskList
    .filter((task) => task.node?.name === node && task.state === 'running')
    .map(({ id }) => id)
const settled = (): Promise<true | undefined> =>
  eventually('both tasks run', async () => {
    const { tasks } = await service()
    return tasks.running === 2 ? true : undefined
  })

describe('actions on a swarm of two nodes', () => {
  it('a restart makes new tasks and no drift', async () => {
    const before = await swarmView(engine.host)
    await cli('restart', 'shop_web')
    await eventually('new tasks', async () => {
      const now = await swarmView(engine.host)
      return now.tasks['shop_web']?.every((id) => !before.tasks['shop_web']?.includes(id))
    })
    await settled()
    expect(await kesako.stack('shop')).toMatchObject({ sync: 'synced', changes: [] })
    const version = (await swarmView(engine.host)).versions
    await kesako.api('POST', '/stacks/shop/sync?wait=true')
    expect((await swarmView(engine.host)).versions).toEqual(version)
  })

  it('a change after it keeps what the restart counted', async () => {
    const revision = await clone.push({
      'docker-compose-shop.yml': composeFile({ web: { replicas: 2, command: ['work', 'more'] } }),
    })
    expect((await kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
    expect((await kesako.stack('shop')).sync).toBe('synced')
  })

  it('draining a node moves its tasks, as the dry run said, and activating lets them come back', async () => {
    const name = engine.nodes[1]?.name ?? ''
    const here = engine.nodes[0]?.name ?? ''
    const said = await cli('node', 'drain', name, '--dry-run')
    expect(said.tasks.every(({ mayGoTo }) => mayGoTo.join() === here)).toBe(true)
    expect((await cli('node', 'drain', name)).done).toBe(true)
    await eventually('all run on the other', async () => (await tasksOn(here)).length === 2)
    const { nodes }: NodeList = (await kesako.api('GET', '/nodes')).body
    expect(nodes.find((node) => node.name === name)).toMatchObject({
      availability: 'drain',
      tasks: { running: 0, wanted: 0 },
    })
    await cli('node', 'activate', name)
    await cli('restart', 'shop')
    await eventually('each has one', async () => (await tasksOn(name)).length === 1)
    await settled()
  })

  it('kills a task of its own node, and refuses one of another with where it can be done', async () => {
    const [mine] = await tasksOn(engine.nodes[0]?.name ?? '')
    const [other] = await tasksOn(engine.nodes[1]?.name ?? '')
    await expect(cli('kill', other ?? '')).rejects.toThrow(/reaches the engine of .* only/)
    await cli('kill', mine ?? '')
    await eventually('another runs', async () => {
      const { taskList } = await service()
      return taskList.some(({ id, exitCode }) => id === mine && exitCode === 137)
    })
    await settled()
  })

  it('a removed service that Git asks for is drift, and comes back with a sync', async () => {
    const answer = await kesako.api('DELETE', '/services/shop_web')
    expect(answer.status).toBe(200)
    const drifted = await eventually('it is seen', async () => {
      const stack = await kesako.stack('shop')
      return stack.sync === 'drifted' ? stack : undefined
    })
    expect(drifted.health).toBe('missing')
    await kesako.api('POST', '/stacks/shop/sync?wait=true')
    await settled()
  })
})
