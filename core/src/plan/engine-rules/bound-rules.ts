import type { Problem } from '../../problem.ts'
import type { EngineFeatures } from '../../read-back/engine-features.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'

const MILLISECOND_NS = 1_000_000

/** The engine keeps it in 32 bits. */
const LARGEST = 2_147_483_647

/** Numbers and durations outside of what the engine takes. */
export function boundRules(spec: ServiceSpec, features: EngineFeatures): readonly Problem[] {
  const { RestartPolicy, ContainerSpec } = spec.TaskTemplate
  const { UpdateConfig: update, RollbackConfig: rollback } = spec
  const { Healthcheck: check } = ContainerSpec
  return [
    ...negative(spec, 'restart delay', RestartPolicy?.Delay),
    ...negative(spec, 'restart window', RestartPolicy?.Window),
    ...negative(spec, 'update delay', update?.Delay),
    ...negative(spec, 'update monitor', update?.Monitor),
    ...negative(spec, 'rollback delay', rollback?.Delay),
    ...negative(spec, 'rollback monitor', rollback?.Monitor),
    ...negative(spec, 'number of retries of the healthcheck', check?.Retries),
    ...tooLarge(spec, 'number of retries of the healthcheck', check?.Retries),
    ...ratio(spec, 'update_config', update?.MaxFailureRatio),
    ...ratio(spec, 'rollback_config', rollback?.MaxFailureRatio),
    ...tooShort(spec, 'interval', check?.Interval),
    ...tooShort(spec, 'timeout', check?.Timeout),
    ...tooShort(spec, 'start period', check?.StartPeriod),
    ...(features.startInterval ? tooShort(spec, 'start interval', check?.StartInterval) : []),
  ]
}

function negative({ Name }: ServiceSpec, what: string, value = 0): readonly Problem[] {
  if (value >= 0) return []
  const message = `${Name} has a negative ${what}, which the engine refuses.`
  return [refusal('negative-value', message, 'Write 0 or more.')]
}

function tooLarge({ Name }: ServiceSpec, what: string, value = 0): readonly Problem[] {
  if (value <= LARGEST) return []
  const message = `${Name} has a ${what} of ${value}, which the engine can't hold.`
  return [refusal('value-too-large', message, `Write at most ${LARGEST}.`)]
}

function ratio({ Name }: ServiceSpec, where: string, value = 0): readonly Problem[] {
  if (value >= 0 && value <= 1) return []
  const message = `${Name} has a max_failure_ratio of ${value} in ${where}, and the engine takes 0 to 1.`
  return [refusal('ratio-out-of-range', message, 'Write a fraction, such as 0.25.')]
}

function tooShort({ Name }: ServiceSpec, what: string, value = 0): readonly Problem[] {
  if (value === 0 || value >= MILLISECOND_NS) return []
  const message = `${Name} has a healthcheck whose ${what} is below 1 ms, which the engine refuses.`
  return [refusal('healthcheck-too-short', message, 'Write at least 1ms.')]
}
