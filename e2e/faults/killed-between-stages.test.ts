import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askEngine } from '../lab/index.ts'
import { healthyAfter, migration, stagedFile } from '../scenario/staged-files.ts'
import { openStage, type Stage } from '../scenario/stage.ts'

interface KillPoint {
  readonly name: string
  /** The service at whose creation the server is killed. */
  readonly service: string
  readonly afterMs?: number
}

const POINTS: readonly KillPoint[] = [
  { name: 'while it creates the migration', service: 'migrate' },
  { name: 'while the migration runs', service: 'migrate', afterMs: 1000 },
  { name: 'while it creates what comes after the migration', service: 'web' },
  { name: 'while it waits for the second stage', service: 'web', afterMs: 1000 },
  { name: 'while it creates the last stage', service: 'proxy' },
  { name: 'right after the last stage', service: 'proxy', afterMs: 100 },
]

const text = stagedFile(
  {
    migrate: migration(['sleep', '3']),
    web: { more: healthyAfter(3) },
    proxy: {},
  },
  'wave: { migrate: -1, proxy: 1 }',
)

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

interface RawTask {
  readonly CreatedAt: string
  readonly Status: { readonly State: string; readonly Timestamp: string }
}

async function tasksOf(service: string): Promise<readonly RawTask[]> {
  const filters = encodeURIComponent(JSON.stringify({ service: [service] }))
  return askEngine<readonly RawTask[]>(stage.engine.host, 'GET', `/tasks?filters=${filters}`)
}

describe('a server killed by SIGKILL between stages', () => {
  it.each(POINTS.map((point, index) => ({ ...point, stack: `shop${index}` })))(
    '$name goes on in its stage when it is started again',
    async ({ service, afterMs, stack }) => {
      const { kesako, clone, proxy } = stage
      const reached = proxy.waitFor({
        method: 'POST',
        path: '/services/create',
        where: ({ body }) => JSON.stringify(body).includes(`"Name":"${stack}_${service}"`),
      })
      const revision = await clone.push({ [`docker-compose-${stack}.yml`]: text })
      await reached
      if (afterMs !== undefined) await sleep(afterMs)
      await kesako.signal('SIGKILL')
      await kesako.start()

      const deployment = await kesako.ended(stack, revision, 60_000)
      expect(deployment.end?.outcome).toBe('deployed')
      const history = await kesako.deployments(stack)
      expect(history.map(({ end }) => end?.outcome)).toEqual(['deployed'])
      const [job, ...again] = await tasksOf(`${stack}_migrate`)
      const [web] = await tasksOf(`${stack}_web`)
      const [last] = await tasksOf(`${stack}_proxy`)
      expect(again).toEqual([])
      expect(job?.Status.State).toBe('complete')
      const completed = Date.parse(job?.Status.Timestamp ?? '')
      expect(Date.parse(web?.CreatedAt ?? '')).toBeGreaterThanOrEqual(completed)
      const healthy = Date.parse(web?.Status.Timestamp ?? '')
      expect(Date.parse(last?.CreatedAt ?? '')).toBeGreaterThanOrEqual(healthy)
    },
  )
})
