import { READ_BACK_RULES } from '../../core/src/read-back/rules.ts'
import { atPath } from '../../core/src/read-back/at-path.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOlder, NEWEST_API } from '../../engine/src/transport/api-version.ts'
import { askEngine } from '../lab/engine-request.ts'
import { type LabSwarm, openLabSwarm } from './lab-swarm.ts'

/*
 * Every rule of what an engine drops, fills in and spells anew, held against the engine at hand:
 * one that an engine no longer follows is seen here before it hides a difference.
 */
let swarm: LabSwarm
const services: string[] = []

beforeAll(async () => {
  swarm = await openLabSwarm()
}, 600_000)
afterAll(async () => {
  for (const id of services) await swarm.engine.removeService(id)
  await swarm?.[Symbol.asyncDispose]()
})

const rules = READ_BACK_RULES.map((rule, index) => ({ ...rule, index }))

test.each(rules)('$path $sent', async ({ index, path, sent, read, before }) => {
  const spec = {
    Name: `read-back-${index}`,
    TaskTemplate: { ContainerSpec: { Image: 'busybox:latest' } },
    EndpointSpec: {},
    Mode: { Replicated: { Replicas: 0 } },
  }
  const body = atPath(spec, path, sent)
  const { ID } = await askEngine<{ ID: string }>(swarm.host, 'POST', '/services/create', body)
  services.push(ID)
  const service = await askEngine<{ Spec: unknown }>(swarm.host, 'GET', `/services/${ID}`)
  const holds = before === undefined || Number.parseInt(swarm.version, 10) < before
  const expected: unknown = holds ? read : sent
  expect(found(service.Spec, path)).toEqual(expected)
})

test('the engine is spoken to in its own version of the API, or in the newest that is known', async () => {
  const { ApiVersion: offered } = await askEngine<{ ApiVersion: string }>(
    swarm.host,
    'GET',
    '/version',
  )
  swarm.proxy.clear()
  await swarm.engine.liveState()
  const spoken = new Set(swarm.proxy.requests().map(({ apiVersion }) => apiVersion))
  expect([...spoken]).toEqual([isOlder(NEWEST_API, offered) ? NEWEST_API : offered])
})

/** What is at a dotted path, with empty objects and lists as they are. */
function found(whole: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const fields = typeof value === 'object' && value !== null ? Object.entries(value) : []
    return fields.find(([name]) => name === key)?.[1]
  }, whole)
}
