import type { ResourceRequirements } from '../../spec/service-spec.ts'
import type { Deploy, Limits, Reservations } from '../model/deploy.ts'
import { parseCpus } from '../syntax/cpus.ts'
import { whenFilled, whenSet } from './present.ts'

export function convertResources({ limits, reservations }: Deploy): ResourceRequirements {
  return {
    ...(limits && { Limits: convertLimits(limits) }),
    ...(reservations && { Reservations: convertReservations(reservations) }),
  }
}

function convertLimits(limits: Limits): NonNullable<ResourceRequirements['Limits']> {
  return {
    ...whenFilled('NanoCPUs', nanoCpus(limits.cpus)),
    ...whenFilled('MemoryBytes', limits.memoryBytes),
    ...whenFilled('Pids', limits.pids),
  }
}

function convertReservations(
  reservations: Reservations,
): NonNullable<ResourceRequirements['Reservations']> {
  const generic = reservations.genericResources.map((resource) =>
    whenSet(
      'DiscreteResourceSpec',
      resource && { ...whenFilled('Kind', resource.kind), ...whenFilled('Value', resource.value) },
    ),
  )
  return {
    ...whenFilled('NanoCPUs', nanoCpus(reservations.cpus)),
    ...whenFilled('MemoryBytes', reservations.memoryBytes),
    ...whenFilled('GenericResources', generic),
  }
}

/** The text was checked when the file was validated. */
function nanoCpus(text: string): number {
  const parsed = text === '' ? undefined : parseCpus(text)
  return parsed !== undefined && 'nano' in parsed ? parsed.nano : 0
}
