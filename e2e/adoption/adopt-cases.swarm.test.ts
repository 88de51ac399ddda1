import { adoptStack, DEFAULT_ADDRESS_POOLS, type LiveState } from '@kesako/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { batches } from '../roundtrip/batches.ts'
import { type LabSwarm, openLabSwarm } from '../roundtrip/lab-swarm.ts'
import { removeStacks } from '../roundtrip/remove-stacks.ts'
import { needsPlugin, roundTrips } from '../roundtrip/round-trip.ts'
import { allCases, convertAs } from '../roundtrip/round-trip-case.ts'
import { EXPECTED_LOSSES } from './expected-losses.ts'

/*
 * As adopt-cases.test.ts, with what a real engine gives back: whatever the engine took of a case is
 * written without a loss. A fifth of the cases, as adopt-cases.test.ts has them all; every one where
 * KESAKO_EVERY_CASE is set.
 */
const step = (process.env['KESAKO_EVERY_CASE'] ?? '') === '' ? 5 : 1
const cases = allCases()
  .filter((_, index) => index % step === 0)
  .flatMap((given, index) => convertAs(given, `s${index}`) ?? [])
  .filter((one) => !needsPlugin(one) && EXPECTED_LOSSES[one.given.name] === undefined)

let swarm: LabSwarm
const lost: string[] = []
let written = 0

beforeAll(async () => {
  swarm = await openLabSwarm()
  for (const batch of batches(cases)) {
    const trips = await roundTrips(swarm, batch)
    const live = withoutOurLabels(await swarm.engine.liveState())
    for (const [index, { given, desired }] of batch.entries()) {
      // What the engine refused isn't there as a whole.
      if (trips[index]?.refusals.length !== 0) continue
      const there = live.services.filter(({ spec }) => spec.Name.startsWith(`${desired.stack}_`))
      if (there.length !== desired.services.length) continue
      const adoption = adoptStack(desired.stack, live, { addressPools: DEFAULT_ADDRESS_POOLS })
      const said = [
        ...adoption.losses.map(({ field, value }) => `${field} = ${JSON.stringify(value)}`),
        ...adoption.problems.map(({ code, path }) => `${code} ${path}`),
        ...adoption.notes
          .filter(({ code }) => code === 'other-order')
          .map(({ message }) => message),
      ]
      written += 1
      lost.push(...said.map((text) => `${given.name}: ${text}`))
    }
    await removeStacks(
      swarm.engine,
      batch.map(({ desired }) => desired),
    )
  }
}, 600_000)
afterAll(async () => {
  await swarm?.[Symbol.asyncDispose]()
})

function withoutOurLabels(live: LiveState): LiveState {
  // Of its own shape, less labels, which are optional.
  return JSON.parse(JSON.stringify(live), (key, value: unknown) =>
    key.startsWith('io.kesako.') ? undefined : value,
  ) as LiveState
}

test('nothing of what a real engine gives back is lost', () => {
  expect(written).toBeGreaterThan(cases.length * 0.9)
  expect(lost).toEqual([])
})
