import type { Problem } from '../../problem.ts'
import { isJob } from '../../spec/service-mode.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'

export function jobRules(spec: ServiceSpec): readonly Problem[] {
  if (!isJob(spec) || spec.UpdateConfig === undefined) return []
  return [
    refusal(
      'job-with-update-config',
      `${spec.Name} is a job and has an update_config, which the engine refuses.`,
      'Remove deploy.update_config: a job is run again when it changes.',
    ),
  ]
}
