import {
  type Adoption,
  adoptStack,
  convertStack,
  DEFAULT_ADDRESS_POOLS,
  DEFAULT_STACK_POLICY,
  type DesiredState,
  type FileRead,
  type LiveState,
  loadStack,
} from '@kesako/core'
import { expect, test } from 'vitest'
import { allCases, convertAs } from '../roundtrip/round-trip-case.ts'
import { EXPECTED_LOSSES, NEVER_RUN } from './expected-losses.ts'
import { deployedByOthers } from '../../core/src/plan/test-swarm/deployed-by-others.ts'

/*
 * Whatever a Compose file can say is written back: for every case that converts, what its files were
 * deployed as becomes a file that converts to the same specs, in the same order.
 */
const cases = allCases()
  .flatMap((given) => convertAs(given, 'shop') ?? [])
  .filter(({ given }) => !NEVER_RUN.includes(given.name))
  .flatMap((one) => {
    const live = deployedByOthers(one.desired)
    // What a plan holds because the engine would refuse it never runs.
    const runs = live.services.length === one.desired.services.length
    return runs ? [{ ...one, live }] : []
  })

test.each(cases.map((one) => [one.given.name, one] as const))('%s', (name, { live }) => {
  const adoption = adoptStack('shop', live, { addressPools: DEFAULT_ADDRESS_POOLS })
  expect(lossesOf(adoption)).toEqual(EXPECTED_LOSSES[name]?.losses ?? [])
  if (EXPECTED_LOSSES[name] !== undefined) return
  const again = deployedByOthers(convertAgain(adoption))
  expect({ specs: specsOf(again), file: textOf(adoption) }).toEqual({
    specs: specsOf(live),
    file: textOf(adoption),
  })
  expect(again.configs.map(({ spec }) => spec)).toEqual(live.configs.map(({ spec }) => spec))
  expect(again.networks.map(plainNetwork)).toEqual(live.networks.map(plainNetwork))
})

test('every case that loses something is there', () => {
  const names = new Set(allCases().map(({ name }) => name))
  expect(Object.keys(EXPECTED_LOSSES).filter((name) => !names.has(name))).toEqual([])
})

function lossesOf({ losses, problems }: Adoption): readonly string[] {
  return [
    ...losses.map(({ ref, field, effect }) => `${ref.kind} ${ref.name} ${field}: ${effect}`),
    ...problems.map(({ code, path }) => `problem ${code} ${path}`),
  ]
}

function textOf({ files: [compose] }: Adoption): string {
  return new TextDecoder().decode(compose?.content ?? new Uint8Array())
}

function convertAgain({ stack, files }: Adoption): DesiredState {
  const loaded = loadStack({
    stack,
    sources: files.slice(0, 1).map(({ path, content }) => ({ path, bytes: content })),
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const reads = files.map(({ path, content }): readonly [string, FileRead] => [
    path,
    { kind: 'file', bytes: content },
  ])
  const { desired, problems } = convertStack(loaded, new Map(reads))
  if (desired === undefined) throw new Error(JSON.stringify(problems))
  return desired
}

/** Service specs with names in place of ids, which differ from swarm to swarm. */
function specsOf(live: LiveState): unknown {
  const names = new Map([
    ...live.networks.map(({ id, name }) => [id, name] as const),
    ...live.secrets.map(({ id, spec }) => [id, spec.Name] as const),
    ...live.configs.map(({ id, spec }) => [id, spec.Name] as const),
  ])
  return JSON.parse(JSON.stringify(live.services.map(({ spec }) => spec)), (_, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  )
}

/** Without subnets that the swarm may have chosen by itself. */
function plainNetwork(live: LiveState['networks'][number]): unknown {
  const { id: _, subnets, ...network } = live
  return { ...network, subnets: subnets.filter((subnet) => !/^10\..*\/24$/.test(subnet)) }
}
