import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../lab/index.ts'
import { composeFile, type TestService } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

const publishing = (...ports: readonly number[]): TestService => ({
  more: `ports:\n${ports.map((port) => `  - { target: 80, published: ${port} }`).join('\n')}`,
})
const writing: TestService = { command: ['stubborn'], more: 'volumes: ["data:/data"]' }

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ tags: ['1'] })
})
afterAll(() => stage?.[Symbol.asyncDispose]())

async function deployed(stack: string, services: Readonly<Record<string, TestService>>, top = '') {
  const revision = await stage.clone.push({
    [`docker-compose-${stack}.yml`]: composeFile(services, top),
  })
  return (await stage.kesako.ended(stack, revision)).end
}

interface Moment {
  readonly action: string
  readonly service: string
}

/** Ends and starts of containers of a stack since then, in their order. */
async function containerMoments(stack: string, since: number): Promise<readonly Moment[]> {
  const lines = await runProgram(
    'docker',
    [
      'events',
      `--since=${since}`,
      `--until=${Date.now() / 1000}`,
      '--filter=type=container',
      '--filter=event=die',
      '--filter=event=start',
      `--filter=label=com.docker.stack.namespace=${stack}`,
      '--format={{.Action}} {{index .Actor.Attributes "com.docker.swarm.service.name"}}',
    ],
    { env: { PATH: process.env['PATH'], DOCKER_HOST: stage.engine.host, HOME: '/nonexistent' } },
  )
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [action = '', service = ''] = line.split(' ')
      return { action, service }
    })
}

describe('what only one service can have', () => {
  it.each([
    { what: 'a published port', stack: 'rooms', service: publishing(18080), top: '' },
    {
      what: 'a volume that it writes to',
      stack: 'store',
      service: writing,
      top: 'volumes: { data: {} }',
    },
  ])('$what is free before a renamed service starts', async ({ stack, service, top }) => {
    expect((await deployed(stack, { old: service }, top))?.outcome).toBe('deployed')
    const since = Date.now() / 1000
    expect((await deployed(stack, { renamed: service }, top))?.outcome).toBe('deployed')
    expect(await containerMoments(stack, since)).toEqual([
      { action: 'die', service: `${stack}_old` },
      { action: 'start', service: `${stack}_renamed` },
    ])
    const { services } = await objectNames(stage.engine.host)
    expect(services).toContain(`${stack}_renamed`)
    expect(services).not.toContain(`${stack}_old`)
  })

  it('a published port moves to another service that stays', async () => {
    expect((await deployed('moves', { api: {}, web: publishing(18081, 18082) }))?.outcome).toBe(
      'deployed',
    )
    expect(
      (await deployed('moves', { api: publishing(18081), web: publishing(18082) }))?.outcome,
    ).toBe('deployed')
  })

  it('published ports aren’t exchanged at once, and nothing is written', async () => {
    const before = await swarmView(stage.engine.host)
    const end = await deployed('moves', { api: publishing(18082), web: publishing(18081) })
    expect(end).toMatchObject({
      outcome: 'failed',
      code: 'port-taken',
      reason: expect.stringContaining('moves_api -> moves_web -> moves_api exchange'),
    })
    expect(await swarmView(stage.engine.host)).toEqual(before)
  })

  it('a port of another stack fails the deployment before anything is written', async () => {
    const end = await deployed('late', { first: {}, second: publishing(18081) })
    expect(end).toMatchObject({
      outcome: 'failed',
      code: 'port-taken',
      reason: expect.stringContaining('moves_api'),
    })
    const { services, networks } = await objectNames(stage.engine.host)
    expect([...services, ...networks].filter((name) => name.startsWith('late'))).toEqual([])
  })
})
