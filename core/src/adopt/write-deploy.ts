import { whenFilled, whenSet } from '../compose/convert/present.ts'
import { DEFAULT_FAILURE_ACTION } from '../spec/engine-defaults.ts'
import type {
  Placement,
  ResourceRequirements,
  RestartPolicy,
  ServiceSpec,
  UpdateConfig,
} from '../spec/service-spec.ts'
import type { WrittenDeploy } from './compose-document.ts'
import { writeCpus, writeDuration, type writePairs, writeSize } from './write-values.ts'

/** `deploy` of a service. What the engine fills in by itself is left out. */
export function writeDeploy(
  spec: ServiceSpec,
  labels: ReturnType<typeof writePairs>,
): WrittenDeploy {
  const { TaskTemplate: template, EndpointSpec: endpoint } = spec
  return {
    ...writeMode(spec),
    ...whenFilled('endpoint_mode', endpoint.Mode === 'vip' ? undefined : endpoint.Mode),
    ...whenSet('labels', labels),
    ...whenFilled('placement', writePlacement(template.Placement)),
    ...whenFilled('resources', writeResources(template.Resources)),
    ...whenSet('restart_policy', template.RestartPolicy && writeRestart(template.RestartPolicy)),
    ...whenSet('update_config', spec.UpdateConfig && writeUpdate(spec.UpdateConfig)),
    ...whenSet('rollback_config', spec.RollbackConfig && writeUpdate(spec.RollbackConfig)),
  }
}

function writeMode({ Mode: mode }: ServiceSpec): Pick<WrittenDeploy, 'mode' | 'replicas'> {
  if (mode.Global !== undefined) return { mode: 'global' }
  if (mode.GlobalJob !== undefined) return { mode: 'global-job' }
  const job = mode.ReplicatedJob
  const count =
    job === undefined ? mode.Replicated?.Replicas : (job.TotalCompletions ?? job.MaxConcurrent)
  const replicas = whenSet('replicas', count === 1 ? undefined : count)
  return job === undefined ? replicas : { mode: 'replicated-job', ...replicas }
}

function writePlacement(placement: Placement): WrittenDeploy['placement'] {
  const spreads = placement.Preferences?.map(({ Spread }) => ({ spread: Spread.SpreadDescriptor }))
  return {
    ...whenFilled('constraints', placement.Constraints),
    ...whenFilled('preferences', spreads),
    ...whenFilled('max_replicas_per_node', placement.MaxReplicas),
  }
}

function writeResources({
  Limits: limits,
  Reservations: reservations,
}: ResourceRequirements): WrittenDeploy['resources'] {
  const generic = reservations?.GenericResources?.flatMap(({ DiscreteResourceSpec: discrete }) =>
    discrete === undefined
      ? []
      : [{ discrete_resource_spec: { kind: discrete.Kind ?? '', value: discrete.Value ?? 0 } }],
  )
  return {
    ...whenFilled('limits', {
      ...writeAmounts(limits),
      ...whenFilled('pids', limits?.Pids),
    }),
    ...whenFilled('reservations', {
      ...writeAmounts(reservations),
      ...whenFilled('generic_resources', generic),
    }),
  }
}

function writeAmounts(
  amounts: { readonly NanoCPUs?: number; readonly MemoryBytes?: number } | undefined,
): { readonly cpus?: string; readonly memory?: string } {
  const { NanoCPUs: nano = 0, MemoryBytes: bytes = 0 } = amounts ?? {}
  return {
    ...whenSet('cpus', nano === 0 ? undefined : writeCpus(nano)),
    ...whenSet('memory', bytes === 0 ? undefined : writeSize(bytes)),
  }
}

/** A policy that the spec has is written even where it says no more than the engine's own. */
function writeRestart(policy: RestartPolicy): WrittenDeploy['restart_policy'] {
  return {
    condition: policy.Condition || 'any',
    ...whenSet('delay', durationOf(policy.Delay)),
    ...whenFilled('max_attempts', policy.MaxAttempts),
    ...whenSet('window', durationOf(policy.Window)),
  }
}

function writeUpdate(config: UpdateConfig): NonNullable<WrittenDeploy['update_config']> {
  const action = config.FailureAction === DEFAULT_FAILURE_ACTION ? '' : config.FailureAction
  const order = config.Order === 'start-first' ? ('start-first' as const) : undefined
  return {
    parallelism: config.Parallelism ?? 1,
    ...whenSet('delay', durationOf(config.Delay || undefined)),
    ...whenFilled('failure_action', action),
    ...whenSet('monitor', durationOf(config.Monitor || undefined)),
    ...whenFilled('max_failure_ratio', config.MaxFailureRatio),
    ...whenSet('order', order),
  }
}

function durationOf(nanoseconds: number | undefined): string | undefined {
  return nanoseconds === undefined ? undefined : writeDuration(nanoseconds)
}
