import type { Problem } from '../../problem.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'
import { repeated } from './repeated.ts'

/** Two mounts at one target; the engine compares the text alone, so that /a and /a/ are two. */
export function mountRules({ Name, TaskTemplate }: ServiceSpec): readonly Problem[] {
  const targets = (TaskTemplate.ContainerSpec.Mounts ?? []).map(({ Target }) => Target ?? '')
  return repeated(targets).map((target) =>
    refusal(
      'mount-target-twice',
      `${Name} mounts two things at ${target}, which the engine refuses.`,
      'Give one of them another target.',
    ),
  )
}
