import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FaultStage, openFaultStage } from './fault-stage.ts'
import {
  type BrokenRegistry,
  openBrokenRegistry,
  pulledFiles,
  refuses,
  REGISTRY_TROUBLES,
} from './registry-troubles.ts'
import { mailFiles } from './shop-files.ts'

const given = process.env['KESAKO_TEST_DOCKER_HOST']
let stage: FaultStage
let registry: BrokenRegistry
let number = 0
beforeAll(async () => {
  if (given) return
  stage = await openFaultStage()
  registry = await openBrokenRegistry(stage.engine)
  await stage.push(pulledFiles(registry.imageOf('1'), number))
  await stage.ended()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  await stage?.[Symbol.asyncDispose]()
})

describe.skipIf(given)('a registry that', () => {
  it.each(REGISTRY_TROUBLES)(
    '$name holds up neither what needs it nor what doesn’t',
    async ({ rule }) => {
      const { kesako } = stage
      const fault = registry.proxy.fault(rule)
      try {
        const same = registry.imageOf(String((number % 2) + 1))
        number += 1
        const changed = registry.imageOf(String((number % 2) + 1))
        const revision = await stage.push({ ...pulledFiles(changed, number), ...mailFiles(number) })
        expect((await kesako.ended('pulled', revision)).end?.outcome).toBe('deployed')
        expect(fault.hits()).toBeGreaterThan(0)
        expect(same).not.toBe(changed)
        expect(await stage.disorder()).toEqual([])
      } finally {
        fault.release()
      }
      expect(await stage.disorder()).toEqual([])
    },
  )

  it('answers 500 fails a stack whose image no node has, with that reason, until it answers', async () => {
    const fault = registry.proxy.fault(refuses.rule)
    number += 1
    await stage.push({
      ...pulledFiles(registry.imageOf('3'), number, 'fetched'),
      ...mailFiles(number),
    })
    expect(
      await stage.disorder({ failing: { doomed: 'image-missing', fetched: 'image-missing' } }),
    ).toEqual([])
    fault.release()
    await stage.kesako.api('POST', '/stacks/fetched/sync?wait=true')
    expect(await stage.disorder({ failedBefore: { fetched: 'image-missing' } })).toEqual([])
  })
})
