import { expect, it } from 'vitest'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { atPath } from './at-path.ts'
import { sameComparable } from './comparable.ts'
import { comparableService } from './comparable-service.ts'
import { engineFeatures } from './engine-features.ts'
import { READ_BACK_RULES } from './rules.ts'

const names = { network: (id: string) => id, config: (id: string) => id }
const node = {
  id: 'n',
  hostname: 'n',
  role: 'manager',
  state: 'ready',
  availability: 'active',
  leader: true,
  address: '',
  labels: {},
  nanoCpus: 0,
  memoryBytes: 0,
} as const

function isSame(path: string, sent: unknown, read: unknown, major: number): boolean {
  const features = engineFeatures([{ ...node, engineVersion: `${major}.0.0` }])
  const comparable = (value: unknown) =>
    // The same spec with one field as the rule says.
    comparableService(atPath(serviceSpec('s', 'a'), path, value) as ServiceSpec, names, features)
  return sameComparable(comparable(sent), comparable(read))
}

it.each(
  READ_BACK_RULES.map((rule) => [`${rule.path} ${JSON.stringify(rule.sent)}`, rule] as const),
)('%s is no difference when read back', (_, { path, sent, read, before = 29 }) => {
  expect(isSame(path, sent, read, before - 1)).toBe(true)
})

/** What newer engines keep has to be a difference there when it is missing. */
it.each([
  ['TaskTemplate.ContainerSpec.Healthcheck', 25],
  ['TaskTemplate.ContainerSpec.Mounts', 26],
])('%s is a difference on engine %i', (path, major) => {
  const rule = READ_BACK_RULES.find((one) => one.path === path && one.before === major)
  expect(isSame(path, rule?.sent, rule?.read, major)).toBe(false)
})
