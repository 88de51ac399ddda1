import type { RestartPolicy, ServiceMode, UpdateConfig } from '../../spec/service-spec.ts'
import type { Deploy, UpdateSettings } from '../model/deploy.ts'
import type { Service } from '../model/service.ts'
import { parseRestart } from '../syntax/restart.ts'
import { whenFilled, whenSet } from './present.ts'

/** `deploy.restart_policy`, or what `restart` means without one. */
export function convertRestartPolicy({ deploy, restart }: Service): RestartPolicy | undefined {
  const settings = deploy.restartPolicy
  if (settings !== undefined) {
    return {
      ...whenFilled('Condition', settings.condition),
      ...whenSet('Delay', settings.delay),
      ...whenSet('MaxAttempts', settings.maxAttempts),
      ...whenSet('Window', settings.window),
    }
  }
  const parsed = parseRestart(restart)
  // What is no policy was reported when the service was checked.
  if (!('kind' in parsed)) return undefined
  switch (parsed.kind) {
    case 'none':
      return undefined
    case 'any':
      return { Condition: 'any' }
    case 'on-failure':
      return { Condition: 'on-failure', MaxAttempts: parsed.attempts }
  }
}

export function convertUpdate(settings: UpdateSettings): UpdateConfig {
  return {
    Parallelism: settings.parallelism ?? 1,
    ...whenFilled('Delay', settings.delay),
    ...whenFilled('FailureAction', settings.failureAction),
    ...whenFilled('Monitor', settings.monitor),
    MaxFailureRatio: singlePrecision(settings.maxFailureRatio),
    Order: settings.order,
  }
}

export function convertMode({ mode, replicas }: Deploy): ServiceMode {
  switch (mode) {
    case 'global':
      return { Global: {} }
    case 'global-job':
      return { GlobalJob: {} }
    case 'replicated-job':
      return {
        ReplicatedJob: {
          ...whenSet('MaxConcurrent', replicas),
          ...whenSet('TotalCompletions', replicas),
        },
      }
    default:
      return { Replicated: whenSet('Replicas', replicas) }
  }
}

/** The shortest decimal that is the same number in single precision, which the engine holds. */
function singlePrecision(value: number): number {
  const wanted = Math.fround(value)
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(wanted.toPrecision(digits))
    if (Math.fround(candidate) === wanted) return candidate
  }
  return wanted
}
