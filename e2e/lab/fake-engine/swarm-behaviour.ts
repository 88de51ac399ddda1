import type { EngineEvent } from '@kesako/engine'
import { expect, test } from 'vitest'
import type { GetEngine } from './behaviour.ts'
import { contentSpec, serviceSpec, statesOf } from './behaviour-objects.ts'

export function swarmBehaviour(engine: GetEngine): void {
  test('says which engine it is and that it manages a swarm', async () => {
    const info = await engine().info()
    expect(info).toMatchObject({
      apiVersion: expect.stringMatching(/^1\.\d+$/),
      engineVersion: expect.stringMatching(/^\d+\.\d+/),
      swarm: 'active',
      controlAvailable: true,
      nodeAddress: expect.stringMatching(/^[\d.]+$/),
      os: 'linux',
    })
    expect(await engine().nodes()).toEqual([
      expect.objectContaining({
        id: info.nodeId,
        role: 'manager',
        state: 'ready',
        availability: 'active',
        leader: true,
        labels: {},
        nanoCpus: expect.any(Number),
      }),
    ])
  })

  test('refuses to make a swarm twice', async () => {
    const twice = engine().initSwarm({ advertiseAddress: '127.0.0.1' })
    await expect(twice).rejects.toMatchObject({ status: 503 })
  })

  test('an empty swarm has no objects but its networks', async () => {
    const live = await engine().liveState()
    expect(live).toMatchObject({ services: [], secrets: [], configs: [] })
    expect(live.networks).toContainEqual(
      expect.objectContaining({ name: 'ingress', scope: 'swarm', ingress: true, labels: {} }),
    )
    expect(live.networks).toContainEqual(
      expect.objectContaining({ name: 'bridge', scope: 'local', driver: 'bridge' }),
    )
  })

  test('tells what happens as it happens, until it is called off', async () => {
    const seen: EngineEvent[] = []
    const controller = new AbortController()
    const following = (async () => {
      for await (const event of engine().events(controller.signal)) seen.push(event)
    })()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const id = await engine().createConfig(contentSpec('told', 'content'))
    await engine().removeConfig(id)
    await expect
      .poll(() => seen.filter((event) => event.type === 'config'), { timeout: 5_000 })
      .toEqual([
        { type: 'config', action: 'create', id, attributes: { name: 'told' } },
        { type: 'config', action: 'remove', id, attributes: { name: 'told' } },
      ])
    controller.abort()
    await following
  })

  test('knows which images the node has', async () => {
    expect(await engine().imageExists('kesako-lab:1')).toBe(true)
    expect(await engine().imageExists('kesako-lab:none')).toBe(false)
    await expect(engine().removeImage('kesako-lab:none')).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('imports an image out of an archive', async () => {
    // Two empty blocks: the smallest archive.
    await engine().importImage('kesako-lab:imported', new Uint8Array(1024), {
      changes: ['CMD ["work"]', 'LABEL a=b'],
    })
    expect(await engine().imageExists('kesako-lab:imported')).toBe(true)
    await engine().removeImage('kesako-lab:imported')
    expect(await engine().imageExists('kesako-lab:imported')).toBe(false)
  })

  test('a registry that is down is something to try again', async () => {
    await expect(engine().resolveImage('nosuch.invalid/image:1')).rejects.toMatchObject({
      kind: 'failed',
      status: 500,
    })
  })

  test('a node that is drained loses its tasks, and gets them again once it is active', async () => {
    const id = await engine().createService(serviceSpec('moved'))
    await expect.poll(() => statesOf(engine(), id), { timeout: 20_000 }).toEqual(['running'])
    const { nodeId } = await engine().info()
    const pending = async (): Promise<readonly string[]> =>
      (await engine().tasks())
        .filter((task) => task.serviceId === id && task.state === 'pending')
        .map(({ error }) => error)
    await engine().setAvailability(nodeId, 'drain')
    try {
      expect((await engine().nodes())[0]).toMatchObject({ availability: 'drain', labels: {} })
      await expect
        .poll(pending, { timeout: 20_000 })
        .toEqual(['no suitable node (1 node not available for new tasks)'])
    } finally {
      await engine().setAvailability(nodeId, 'active')
    }
    await expect.poll(pending, { timeout: 20_000 }).toEqual([])
    await expect.poll(() => statesOf(engine(), id), { timeout: 20_000 }).toContain('running')
    await expect(engine().setAvailability('nosuch', 'active')).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('a container that is killed gives way to another task', async () => {
    const id = await engine().createService(serviceSpec('killed'))
    await expect.poll(() => statesOf(engine(), id), { timeout: 20_000 }).toEqual(['running'])
    const own = async () => (await engine().tasks()).filter((task) => task.serviceId === id)
    const [task] = await own()
    await engine().killContainer(task?.containerId ?? '')
    await expect
      .poll(async () => (await own()).find((one) => one.id === task?.id), { timeout: 20_000 })
      .toMatchObject({ state: 'failed', exitCode: 137, error: 'task: non-zero exit (137)' })
    await expect.poll(async () => (await own()).length, { timeout: 20_000 }).toBe(2)
    await expect(engine().killContainer('nosuch')).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a log of nothing has no lines, and one of no service is not found', async () => {
    const id = await engine().createService(serviceSpec('silent'))
    await expect.poll(() => statesOf(engine(), id), { timeout: 20_000 }).toEqual(['running'])
    expect(await engine().serviceLogs(id, { tail: 10 })).toEqual([])
    await expect(engine().serviceLogs('nosuch', { tail: 10 })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
}
