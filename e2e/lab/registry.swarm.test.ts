import { request } from 'node:http'
import { expect, test } from 'vitest'
import { askEngine, engineTarget, tryEngine } from './engine-request.ts'
import { startRegistry } from './registry.ts'
import { startThrowawayEngine } from './throwaway-engine.ts'
import { loadWorkload } from './workload.ts'

test.skipIf(process.env['KESAKO_TEST_DOCKER_HOST'])(
  'an engine pushes to the registry, finds the digest and pulls it back',
  async () => {
    await using engine = await startThrowawayEngine()
    await using registry = await startRegistry()
    const local = await loadWorkload(engine.host)
    const image = `${registry.address}/team/web`
    await askEngine(engine.host, 'POST', `/images/${local}/tag?repo=${image}&tag=1`)
    const pushed = await push(engine.host, image)
    expect(pushed).toContain('digest: sha256:')

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

async function push(host: string, image: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...engineTarget(host),
        method: 'POST',
        path: `/images/${image}/push?tag=1`,
        headers: { 'x-registry-auth': Buffer.from('{}').toString('base64') },
      },
      (incoming) => {
        let text = ''
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
        incoming.on('end', () => resolve(text))
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}
