import type { Problem } from '../../problem.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'

const LEAST_MEMORY = 4 * 1024 * 1024
const LEAST_NANO_CPUS = 1_000_000

/** Zero is no limit; anything else has a least value. */
export function resourceRules({ Name, TaskTemplate }: ServiceSpec): readonly Problem[] {
  const { Limits, Reservations } = TaskTemplate.Resources
  const parts = [
    ['limit', Limits],
    ['reservation', Reservations],
  ] as const
  const generic = Reservations?.GenericResources ?? []
  return [
    ...parts.flatMap(([what, part]) => [
      ...memory(Name, what, part?.MemoryBytes ?? 0),
      ...cpus(Name, what, part?.NanoCPUs ?? 0),
    ]),
    ...generic.filter((one) => one.DiscreteResourceSpec === undefined).map(() => empty(Name)),
  ]
}

/** The engine breaks the connection over it. */
function empty(name: string): Problem {
  const message = `${name} reserves a generic resource that says nothing, which the engine can't read.`
  return refusal(
    'generic-resource-empty',
    message,
    'Write a discrete_resource_spec with its kind and value.',
  )
}

function memory(name: string, what: string, bytes: number): readonly Problem[] {
  if (bytes === 0 || bytes >= LEAST_MEMORY) return []
  const message = `${name} has a memory ${what} of ${bytes} bytes, and the engine takes none below 4 MiB.`
  return [refusal('memory-too-small', message, 'Give it at least 4m.')]
}

function cpus(name: string, what: string, nano: number): readonly Problem[] {
  if (nano === 0 || nano >= LEAST_NANO_CPUS) return []
  const message = `${name} has a CPU ${what} of ${nano / 1e9}, and the engine takes none below 0.001.`
  return [refusal('cpus-too-small', message, 'Give it at least 0.001.')]
}
