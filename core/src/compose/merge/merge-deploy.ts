import type {
  Deploy,
  Limits,
  Reservations,
  RestartSettings,
  UpdateSettings,
} from '../model/deploy.ts'
import { append, both, override, overrideDefined } from './merge-values.ts'

export function mergeDeploy(base: Deploy, over: Deploy): Deploy {
  return {
    mode: override(base.mode, over.mode),
    endpointMode: override(base.endpointMode, over.endpointMode),
    replicas: overrideDefined(base.replicas, over.replicas),
    labels: { ...base.labels, ...over.labels },
    updateConfig: both(base.updateConfig, over.updateConfig, mergeUpdate),
    rollbackConfig: both(base.rollbackConfig, over.rollbackConfig, mergeUpdate),
    limits: both(base.limits, over.limits, mergeLimits),
    reservations: both(base.reservations, over.reservations, mergeReservations),
    restartPolicy: both(base.restartPolicy, over.restartPolicy, mergeRestart),
    constraints: append(base.constraints, over.constraints),
    spreads: append(base.spreads, over.spreads),
    maxReplicasPerNode: override(base.maxReplicasPerNode, over.maxReplicasPerNode),
  }
}

function mergeUpdate(base: UpdateSettings, over: UpdateSettings): UpdateSettings {
  return {
    parallelism: overrideDefined(base.parallelism, over.parallelism),
    delay: override(base.delay, over.delay),
    failureAction: override(base.failureAction, over.failureAction),
    monitor: override(base.monitor, over.monitor),
    maxFailureRatio: override(base.maxFailureRatio, over.maxFailureRatio),
    order: override(base.order, over.order),
  }
}

function mergeLimits(base: Limits, over: Limits): Limits {
  return {
    cpus: override(base.cpus, over.cpus),
    memoryBytes: override(base.memoryBytes, over.memoryBytes),
    pids: override(base.pids, over.pids),
  }
}

function mergeReservations(base: Reservations, over: Reservations): Reservations {
  return {
    cpus: override(base.cpus, over.cpus),
    memoryBytes: override(base.memoryBytes, over.memoryBytes),
    genericResources: append(base.genericResources, over.genericResources),
  }
}

function mergeRestart(base: RestartSettings, over: RestartSettings): RestartSettings {
  return {
    condition: override(base.condition, over.condition),
    delay: override(base.delay, over.delay),
    maxAttempts: overrideDefined(base.maxAttempts, over.maxAttempts),
    window: override(base.window, over.window),
  }
}
