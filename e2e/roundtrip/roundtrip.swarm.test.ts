import type { Change } from '@kesako/core'
import { deployStack } from '@kesako/deploy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { batches } from './batches.ts'
import { type LabSwarm, openLabSwarm } from './lab-swarm.ts'
import { FORESEEN, refusalOf, REFUSALS } from './refusals.ts'
import { removeStacks } from './remove-stacks.ts'
import { needsPlugin, requestOf, type RoundTrip, roundTrips } from './round-trip.ts'
import { allCases, convertAs, type RoundTripCase } from './round-trip-case.ts'

/*
 * Apply, then plan, is empty: for every case that converts, on a real engine. It has to refuse what
 * a preflight foresees and what is listed, and nothing else.
 */
const cases = allCases().flatMap((given, index) => convertAs(given, `s${index}`) ?? [])
const slow = cases.filter(needsPlugin)
const quick = cases.filter((one) => !needsPlugin(one))

let swarm: LabSwarm
const results = new Map<string, RoundTrip>()
const writesAgain: string[] = []

beforeAll(async () => {
  swarm = await openLabSwarm()
  await Promise.all([runBatches(slow, false), runBatches(quick, true)])
}, 600_000)
afterAll(async () => {
  await swarm?.[Symbol.asyncDispose]()
})

async function runBatches(some: readonly RoundTripCase[], countWrites: boolean): Promise<void> {
  for (const batch of batches(some)) {
    const trips = await roundTrips(swarm, batch)
    for (const [index, one] of batch.entries()) {
      const trip = trips[index]
      if (trip !== undefined) results.set(one.given.name, trip)
    }
    if (countWrites) writesAgain.push(...(await applyAgain(batch)))
    await removeStacks(
      swarm.engine,
      batch.map(({ desired }) => desired),
    )
  }
}

/** Deploys what was written completely once more, by way of the whole product; the writes that came of it. */
async function applyAgain(batch: readonly RoundTripCase[]): Promise<readonly string[]> {
  const written = batch.filter(({ given }) => results.get(given.name)?.refusals.length === 0)
  swarm.proxy.clear()
  const live = await swarm.engine.liveState()
  for (const one of written) {
    const actor = { name: 'test', via: 'cli' } as const
    await deployStack(swarm.context, { ...requestOf(one), revision: '', actor, live, wait: false })
  }
  return swarm.proxy.writes().map(({ method, path }) => `${method} ${path}`)
}

function changeLine(change: Change): string {
  const fields = 'fields' in change ? change.fields : []
  const shown = fields.map(
    ({ path, from, to }) => `${path}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
  )
  return `${change.action} ${change.ref.kind} ${change.ref.name}: ${shown.join(', ')}`
}

test('every case that the engine is said to refuse is there', () => {
  const names = new Set(cases.map(({ given }) => given.name))
  expect(REFUSALS.filter((one) => !names.has(one.case))).toEqual([])
})

test('applying everything once more writes nothing', () => {
  expect(results.size).toBe(cases.length)
  expect(writesAgain).toEqual([])
})

test.each(cases.map(({ given: { name } }) => name))('%s', (name) => {
  const trip = results.get(name)
  const listed = refusalOf(name, swarm.version)
  const [foreseen] = trip?.foreseen ?? []
  const isRefused = listed !== undefined || foreseen !== undefined
  const said = trip?.refusals.join('\n') ?? 'it was not tried'
  const isAsTold =
    listed === undefined ? FORESEEN[foreseen?.code ?? '']?.test(said) : said.includes(listed.says)
  expect({
    refusal: isRefused && isAsTold === true ? 'as told' : said,
    changes: isRefused ? [] : trip?.again.changes.map(changeLine),
  }).toEqual({ refusal: isRefused ? 'as told' : '', changes: [] })
})
