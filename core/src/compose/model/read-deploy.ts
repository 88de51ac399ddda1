import { parseSize } from '../syntax/size.ts'
import { child, type Node } from '../yaml/node.ts'
import type {
  Deploy,
  GenericResource,
  Limits,
  Reservations,
  RestartSettings,
  UpdateSettings,
} from './deploy.ts'
import { durationOf, numberOf, optionsOf, textOf, textsOf } from './fields.ts'

/** Reads `deploy`, which may be missing or null. */
export function readDeploy(node: Node | undefined): Deploy {
  const resources = child(node, 'resources')
  const placement = child(node, 'placement')
  return {
    mode: textOf(node, 'mode'),
    endpointMode: textOf(node, 'endpoint_mode'),
    replicas: numberOf(node, 'replicas'),
    labels: optionsOf(node, 'labels') ?? {},
    updateConfig: readUpdate(child(node, 'update_config')),
    rollbackConfig: readUpdate(child(node, 'rollback_config')),
    limits: readLimits(child(resources, 'limits')),
    reservations: readReservations(child(resources, 'reservations')),
    restartPolicy: readRestart(child(node, 'restart_policy')),
    constraints: textsOf(placement, 'constraints') ?? [],
    spreads: itemsOf(placement, 'preferences').map((item) => textOf(item, 'spread')),
    maxReplicasPerNode: numberOf(placement, 'max_replicas_per_node') ?? 0,
  }
}

function readUpdate(node: Node | undefined): UpdateSettings | undefined {
  if (node === undefined) return undefined
  return {
    parallelism: numberOf(node, 'parallelism'),
    delay: durationOf(node, 'delay') ?? 0,
    failureAction: textOf(node, 'failure_action'),
    monitor: durationOf(node, 'monitor') ?? 0,
    maxFailureRatio: numberOf(node, 'max_failure_ratio') ?? 0,
    order: textOf(node, 'order'),
  }
}

function readLimits(node: Node | undefined): Limits | undefined {
  if (node === undefined) return undefined
  return {
    cpus: textOf(node, 'cpus'),
    memoryBytes: memoryOf(node),
    pids: numberOf(node, 'pids') ?? 0,
  }
}

function readReservations(node: Node | undefined): Reservations | undefined {
  if (node === undefined) return undefined
  return {
    cpus: textOf(node, 'cpus'),
    memoryBytes: memoryOf(node),
    genericResources: itemsOf(node, 'generic_resources').map(readGenericResource),
  }
}

function readGenericResource(node: Node): GenericResource {
  const spec = child(node, 'discrete_resource_spec')
  return { kind: textOf(spec, 'kind'), value: Math.trunc(numberOf(spec, 'value') ?? 0) }
}

function readRestart(node: Node | undefined): RestartSettings | undefined {
  if (node === undefined) return undefined
  return {
    condition: textOf(node, 'condition'),
    delay: durationOf(node, 'delay'),
    maxAttempts: numberOf(node, 'max_attempts'),
    window: durationOf(node, 'window'),
  }
}

function memoryOf(node: Node): number {
  return parseSize(textOf(node, 'memory')) ?? 0
}

function itemsOf(node: Node | undefined, key: string): readonly Node[] {
  const value = child(node, key)
  return value?.kind === 'list' ? value.items : []
}
