import { expect, test } from 'vitest'
import { askEngine, tryEngine } from './engine-request.ts'
import { pushImage } from './push-image.ts'
import { startRegistry } from './registry.ts'
import { startThrowawayEngine } from './throwaway-engine.ts'
import { loadWorkload } from './workload.ts'

const given = process.env['KESAKO_TEST_DOCKER_HOST']

test.skipIf(given)(
  'an engine pushes to the registry, finds the digest and pulls it back',
  async () => {
    await using engine = await startThrowawayEngine()
    await using registry = await startRegistry()
    const image = `${registry.address}/team/web`
    await pushImage(engine.host, await loadWorkload(engine.host), `${image}:1`)

    const distribution = await askEngine<{ Descriptor: { digest: string } }>(
      engine.host,
      'GET',
      `/distribution/${image}:1/json`,
    )
    await askEngine(engine.host, 'DELETE', `/images/${image}:1`)
    await askEngine(engine.host, 'POST', `/images/create?fromImage=${image}&tag=1`)
    const inspected = await askEngine(engine.host, 'GET', `/images/${image}:1/json`)
    expect(inspected).toMatchObject({ RepoDigests: [`${image}@${distribution.Descriptor.digest}`] })
    expect((await tryEngine(engine.host, 'GET', `/distribution/${image}:2/json`)).status).not.toBe(
      200,
    )
  },
)

test.skipIf(given)(
  'a registry with TLS and a password lets in who knows it, until it changes',
  async () => {
    await using engine = await startThrowawayEngine({ swarm: false })
    const login = { username: 'ana', password: 'first word' }
    await using registry = await startRegistry({ login, tls: true })
    const image = `${registry.address}/web:1`
    await expect(
      pushImage(engine.host, await loadWorkload(engine.host), image, { ...login, password: 'no' }),
    ).rejects.toThrow(/unauthorized|no basic auth|denied/)
    await pushImage(engine.host, 'kesako-lab:1', image, login)

    const ask = async (password: string) => {
      const body = { username: 'ana', password, serveraddress: registry.address }
      return (await tryEngine(engine.host, 'POST', '/auth', body)).status
    }
    expect(await ask('first word')).toBe(200)
    expect(await ask('second word')).not.toBe(200)
    await registry.setLogin({ username: 'ana', password: 'second word' })
    expect(await ask('first word')).not.toBe(200)
    expect(await ask('second word')).toBe(200)
  },
)
