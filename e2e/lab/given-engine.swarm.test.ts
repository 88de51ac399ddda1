import { afterEach, describe, expect, test, vi } from 'vitest'
import { askEngine } from './engine-request.ts'
import { startThrowawayEngine } from './throwaway-engine.ts'
import { loadWorkload } from './workload.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.skipIf(process.env['KESAKO_TEST_DOCKER_HOST'])(
  'an engine named in KESAKO_TEST_DOCKER_HOST',
  () => {
    test('is used as it is, and loses only what the test brought', async () => {
      await using real = await startThrowawayEngine()
      const image = await loadWorkload(real.host)
      await addService(real.host, image, 'before_web')
      vi.stubEnv('KESAKO_TEST_DOCKER_HOST', real.host)
      const given = await startThrowawayEngine()
      expect(given.host).toBe(real.host)
      await addService(given.host, image, 'during_web')
      await askEngine(given.host, 'POST', '/networks/create', {
        Name: 'during_default',
        Driver: 'overlay',
        Labels: { 'com.docker.stack.namespace': 'during' },
      })
      await expect(given.stop()).rejects.toThrow("not this test's to stop")
      await given.remove()

      const services = await askEngine<readonly { Spec: { Name: string } }[]>(
        real.host,
        'GET',
        '/services',
      )
      expect(services.map((service) => service.Spec.Name)).toEqual(['before_web'])
      const networks = await askEngine<readonly { Name: string }[]>(real.host, 'GET', '/networks')
      expect(networks.map((network) => network.Name)).not.toContain('during_default')
    })

    test('is made a swarm if it is none, and leaves it afterwards', async () => {
      await using real = await startThrowawayEngine({ swarm: false })
      vi.stubEnv('KESAKO_TEST_DOCKER_HOST', real.host)
      const given = await startThrowawayEngine()
      expect(await swarmState(real.host)).toBe('active')
      await given.remove()
      expect(await swarmState(real.host)).toBe('inactive')
    })
  },
)

async function addService(host: string, image: string, name: string): Promise<void> {
  await askEngine(host, 'POST', '/services/create', {
    Name: name,
    Labels: { 'com.docker.stack.namespace': name.split('_')[0] },
    TaskTemplate: { ContainerSpec: { Image: image, Command: ['work'] } },
  })
}

async function swarmState(host: string): Promise<string> {
  const info = await askEngine<{ Swarm: { LocalNodeState: string } }>(host, 'GET', '/info')
  return info.Swarm.LocalNodeState
}
