import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames } from '../scenario/swarm-view.ts'
import { askEngine } from '../lab/index.ts'

interface KillPoint {
  readonly name: string
  /** The request at whose arrival the server is killed. */
  readonly at: { readonly method: string; readonly path: RegExp }
  readonly afterMs?: number
}

const service = /\/services\/[^/]+\/update$/
const POINTS: readonly KillPoint[] = [
  { name: 'before it read the swarm', at: { method: 'GET', path: /\/services$/ } },
  { name: 'while it takes the lease', at: { method: 'POST', path: /\/configs\/create$/ } },
  {
    name: 'right after it took the lease',
    at: { method: 'POST', path: /\/configs\/create$/ },
    afterMs: 15,
  },
  {
    name: 'while it creates the new config',
    at: { method: 'POST', path: /\/configs\/create$/ },
    afterMs: 45,
  },
  { name: 'while it updates the first service', at: { method: 'POST', path: service } },
  { name: 'right after the services', at: { method: 'POST', path: service }, afterMs: 60 },
  { name: 'while it waits for the tasks', at: { method: 'POST', path: service }, afterMs: 400 },
  { name: 'in the monitor window', at: { method: 'POST', path: service }, afterMs: 1500 },
  { name: 'while it prunes', at: { method: 'DELETE', path: /\/configs\// } },
  { name: 'right after it pruned', at: { method: 'DELETE', path: /\/configs\// }, afterMs: 20 },
]

function files(round: number): Record<string, string> {
  const uses = 'configs:\n  - source: conf\n    target: /conf'
  return {
    'docker-compose-shop.yml': composeFile(
      {
        web: { image: `kesako-lab:${(round % 2) + 1}`, more: uses },
        worker: { more: `environment:\n  ROUND: "${round}"` },
      },
      'configs:\n  conf:\n    file: ./shop.conf',
    ),
    'shop.conf': `round ${round}\n`,
  }
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const revision = await stage.clone.push(files(0))
  await stage.kesako.ended('shop', revision)
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a server killed by SIGKILL', () => {
  it.each(POINTS.map((point, index) => ({ ...point, round: index + 1 })))(
    '$name ends right after it is started again',
    async ({ at, afterMs, round }) => {
      const { kesako, clone, engine, proxy } = stage
      proxy.clear()
      const reached = proxy.waitFor(at)
      const revision = await clone.push(files(round))
      await reached
      if (afterMs !== undefined) await sleep(afterMs)
      await kesako.signal('SIGKILL')
      await kesako.start()

      const deployment = await kesako.ended('shop', revision, 60_000)
      expect(deployment.end?.outcome).toBe('deployed')
      const history = await kesako.deployments('shop')
      expect(history.filter((entry) => entry.end === undefined)).toEqual([])
      expect(history.filter((entry) => entry.revision === revision)).toHaveLength(1)
      expect(await kesako.stack('shop')).toMatchObject({ sync: 'synced', health: 'healthy' })

      const names = await objectNames(engine.host)
      expect(names.services).toEqual(['shop_web', 'shop_worker'])
      expect(names.configs).toHaveLength(1)
      const worker = await askEngine<{
        readonly Spec: {
          readonly TaskTemplate: { readonly ContainerSpec: { readonly Env: readonly string[] } }
        }
      }>(engine.host, 'GET', '/services/shop_worker')
      expect(worker.Spec.TaskTemplate.ContainerSpec.Env).toEqual([`ROUND=${round}`])
    },
  )
})
