import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Answered, openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

const compose = `# The shop.
services:
  web: # what people see
    image: kesako-lab:1
    command: [work]
    environment: { COUNT: "\${COUNT:-1}" }
    deploy: &d
      replicas: 2   # enough
  twin:
    image: kesako-lab:1
    command: [work]
    deploy:
      replicas: \${TWINS:-1}
  shared:
    image: kesako-lab:1
    command: [work]
    deploy:
      replicas: \${COUNT:-1}
  aliased: { image: "kesako-lab:1", command: [work], deploy: *d }
  left: { image: "kesako-lab:1", command: [work], x-kesako: { ignore: [deploy.replicas] } }
  everywhere:
    image: kesako-lab:1
    command: [work]
    deploy: { mode: global }
x-kesako:
  resolveImage: never
`
const plain = compose.replace('&d', '').replace(/ {2}aliased.*\n/, '')

beforeAll(async () => {
  stage = await openStage()
  await stage.push({
    'docker-compose-shop.yml': plain,
    'docker-compose-anchored.yml': compose,
  })
})
afterAll(() => stage[Symbol.asyncDispose]())

const scale = (services: unknown, name = 'shop', query = ''): Promise<Answered> =>
  stage.ask('POST', `/api/stacks/${name}/scale${query}`, { body: { services } })
const fileOf = async (revision: string, path: string): Promise<string> =>
  new TextDecoder().decode((await stage.repository.readFile(revision, path)) ?? new Uint8Array())

it('changes a number where it stands, and the swarm follows', async () => {
  const { status, body } = await scale({ web: 3 }, 'shop', '?wait=true')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    committed: true,
    finished: true,
    deployment: { end: { outcome: 'deployed' } },
  })
  expect(await fileOf(body.revision, 'docker-compose-shop.yml')).toBe(
    plain.replace('replicas: 2   # enough', 'replicas: 3   # enough'),
  )
  const specs = [...stage.engine.swarm.services.values()].map(({ Spec }) => Spec)
  expect(specs.find(({ Name }) => Name === 'shop_web')?.Mode.Replicated?.Replicas).toBe(3)
})

it('sets the variable in the settings where the number is one', async () => {
  const { body } = await scale({ twin: 4 })
  expect(JSON.parse(await fileOf(body.revision, 'stack-shop.json'))).toEqual({
    env: { TWINS: '4' },
  })
  expect((await scale({ twin: 4 })).body.committed).toBe(false)
})

it.each([
  [{ nothing: 1 }, 'has no service nothing', /^Its services are everywhere, left,/],
  [{ everywhere: 1 }, 'is a global service', /^Only replicated/],
  [{ left: 2 }, 'leaves the number of tasks of left to others', /docker service scale/],
  [{ shared: 2 }, 'would change something else too', /by hand/],
])('refuses %j with the remedy', async (services, detail, remedy) => {
  const { status, body } = await scale(services)
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'scale-refused' })
  expect(body.detail).toContain(detail)
  expect(body.remedy).toMatch(remedy)
})

it('refuses what an anchor shares', async () => {
  expect((await scale({ aliased: 2 }, 'anchored')).body.detail).toContain('is an alias')
  expect((await scale({ web: 5 }, 'anchored')).body.detail).toContain('something else')
})

it.each([{}, { web: -1 }, { web: 1.5 }, { web: '2' }])('takes no %j', async (services) => {
  expect((await scale(services)).body.code).toBe('request-invalid')
})

it('refuses while the stack is disabled', async () => {
  await stage.ask('POST', '/api/stacks/shop/disable', { body: {} })
  expect((await scale({ web: 2 })).body).toMatchObject({
    code: 'scale-refused',
    remedy: 'Enable it first.',
  })
})
