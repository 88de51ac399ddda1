import {
  type Change,
  type DesiredState,
  type LiveService,
  preflight,
  STACK_LABEL,
} from '@kesako/core'
import { planStack } from '@kesako/deploy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mapBounded } from '../../deploy/src/slots.ts'
import { findCli } from '../oracle/find-cli.ts'
import type { OracleCase } from '../oracle/oracle-case.ts'
import { batches } from './batches.ts'
import { type CaseOnDisk, writeCase } from './docker-cli.ts'
import { createExternals } from './externals.ts'
import { type LabSwarm, openLabSwarm } from './lab-swarm.ts'
import { FORESEEN, REFUSALS } from './refusals.ts'
import { removeStacks } from './remove-stacks.ts'
import { requestOf, roundTrips } from './round-trip.ts'
import { allCases, convertAs, type RoundTripCase } from './round-trip-case.ts'

/*
 * Side by side with the docker CLI on a real engine: what it deployed is taken over without a
 * restart, and what Kesako deployed it deploys again without one.
 */
const cli = await findCli(process.env)
const program = 'refusal' in cli ? undefined : cli.program

/** About so many cases, spread evenly over all areas. */
const SAMPLE = 60

interface OnDisk {
  readonly one: RoundTripCase
  readonly disk: CaseOnDisk
}

let swarm: LabSwarm
const sample: OnDisk[] = []
const adopted = new Map<string, readonly string[]>()
const redeployed = new Map<string, readonly string[]>()

beforeAll(async () => {
  if (program === undefined) return
  swarm = await openLabSwarm()
  for (const [index, given] of (await chosen()).entries()) {
    const disk = await writeCase(given)
    const one = convertAs(given, `n${index}`, disk.workingDirectory)
    if (one === undefined) throw new Error(`${given.name} does not convert`)
    sample.push({ one, disk })
  }
  for (const batch of batches(sample.map(({ one, disk }) => ({ ...one, disk })))) {
    await adopt(program, batch)
    await redeploy(program, batch)
  }
}, 300_000)
afterAll(async () => {
  await Promise.all(sample.map(({ disk }) => disk[Symbol.asyncDispose]()))
  await swarm?.[Symbol.asyncDispose]()
})

async function chosen(): Promise<readonly OracleCase[]> {
  const live = await swarm.engine.liveState()
  const refused = new Set(REFUSALS.map((one) => one.case))
  const taken = allCases().filter((given) => {
    if (given.differs !== undefined || refused.has(given.name)) return false
    const one = convertAs(given, 'n')
    return (
      one !== undefined && preflight(one.desired, live).every(({ code }) => !(code in FORESEEN))
    )
  })
  const step = Math.max(1, Math.floor(taken.length / SAMPLE))
  return taken.filter((_, index) => index % step === 0)
}

type Member = RoundTripCase & { readonly disk: CaseOnDisk }

async function adopt(docker: string, batch: readonly Member[]): Promise<void> {
  await createExternals(swarm.engine, stacksOf(batch))
  const complaints = await deployAll(docker, batch)
  const live = await swarm.engine.liveState()
  for (const [index, one] of batch.entries()) {
    const plan = await planStack(swarm.context, { ...requestOf(one), pruneUnlabelled: false }, live)
    const changes = plan.changes.flatMap(beyondAdoption)
    adopted.set(one.given.name, [...(complaints[index] ?? []), ...changes])
  }
  await removeStacks(swarm.engine, stacksOf(batch))
}

async function redeploy(docker: string, batch: readonly Member[]): Promise<void> {
  await roundTrips(swarm, batch)
  const before = taskSpecs((await swarm.engine.liveState()).services)
  const complaints = await deployAll(docker, batch)
  const after = taskSpecs((await swarm.engine.liveState()).services)
  for (const [index, { given, desired }] of batch.entries()) {
    const names = desired.services.map(({ Name }) => Name)
    const changed = names.filter((name) => before.get(name) !== after.get(name))
    const changes = changed.map((name) => `${name}: ${before.get(name)} -> ${after.get(name)}`)
    redeployed.set(given.name, [...(complaints[index] ?? []), ...changes])
  }
  await removeStacks(swarm.engine, stacksOf(batch))
}

/** What the CLI complains of, in the order of the cases. */
function deployAll(
  docker: string,
  batch: readonly Member[],
): Promise<readonly (readonly string[])[]> {
  return mapBounded(batch, 2, ({ disk, desired }) =>
    disk.deploy(docker, swarm.host, desired.stack).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    ),
  )
}

function stacksOf(batch: readonly Member[]): readonly DesiredState[] {
  return batch.map(({ desired }) => desired)
}

/** A change that is more than labels of ours on what runs already. */
function beyondAdoption(change: Change): readonly string[] {
  const isOurs = ({ path }: { readonly path: string }) => path.startsWith('Labels[io.kesako.')
  if (change.action === 'update' && !change.restart.restarts && change.fields.every(isOurs)) {
    return []
  }
  const fields = 'fields' in change ? JSON.stringify(change.fields) : ''
  return [`${change.action} ${change.ref.kind} ${change.ref.name} ${fields}`]
}

/** What the engine compares to decide whether tasks are replaced. */
function taskSpecs(services: readonly LiveService[]): ReadonlyMap<string, string> {
  return new Map(
    services
      .filter(({ spec }) => spec.Labels[STACK_LABEL] !== undefined)
      .map(({ spec: { Name, TaskTemplate, EndpointSpec } }) => [
        Name,
        JSON.stringify({ TaskTemplate, EndpointSpec }),
      ]),
  )
}

describe.skipIf(program === undefined)('a stack of the docker CLI and Kesako', () => {
  test('is a case of every area', () => {
    expect(sample.length).toBeGreaterThan(20)
    expect(sample.length).toBeLessThan(2 * SAMPLE)
  })

  test('that the CLI deployed is taken over without a restart', () => {
    expect([...adopted].filter(([, changes]) => changes.length > 0)).toEqual([])
  })

  test('that Kesako deployed is deployed again by the CLI without a restart', () => {
    expect([...redeployed].filter(([, changes]) => changes.length > 0)).toEqual([])
  })
})
