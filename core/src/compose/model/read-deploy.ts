import { parseSize } from '../syntax/size.ts'
import type { deploySchema } from '../schema/deploy-schema.ts'
import type { NullSchema } from '../schema/schema.ts'
import type { Options, ValidAs, ValueOf } from '../schema/valid.ts'
import type {
  Deploy,
  GenericResource,
  Limits,
  Reservations,
  RestartSettings,
  UpdateSettings,
} from './deploy.ts'
import { durationOf, itemsOf, numberOf, optionsOf, textOf, textsOf, valueOf } from './fields.ts'

type DeployKey = typeof deploySchema
type Part<Section, Name> = ValidAs<Options<ValueOf<Section, Name>>> | undefined

type ResourcesKey = ValueOf<DeployKey, 'resources'>
type GenericKey = ValueOf<ValueOf<ResourcesKey, 'reservations'>, 'generic_resources'>

/** Reads `deploy`, which may be missing or null. */
export function readDeploy(node: ValidAs<DeployKey | NullSchema> | undefined): Deploy {
  const resources = valueOf(node, 'resources')
  const placement = valueOf(node, 'placement')
  return {
    mode: textOf(node, 'mode'),
    endpointMode: textOf(node, 'endpoint_mode'),
    replicas: numberOf(node, 'replicas'),
    labels: optionsOf(node, 'labels') ?? {},
    updateConfig: readUpdate(valueOf(node, 'update_config')),
    rollbackConfig: readUpdate(valueOf(node, 'rollback_config')),
    limits: readLimits(valueOf(resources, 'limits')),
    reservations: readReservations(valueOf(resources, 'reservations')),
    restartPolicy: readRestart(valueOf(node, 'restart_policy')),
    constraints: textsOf(placement, 'constraints') ?? [],
    spreads: itemsOf(valueOf(placement, 'preferences')).map((item) => textOf(item, 'spread')),
    maxReplicasPerNode: numberOf(placement, 'max_replicas_per_node') ?? 0,
  }
}

function readUpdate(
  node: Part<DeployKey, 'update_config' | 'rollback_config'>,
): UpdateSettings | undefined {
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

function readLimits(node: Part<ResourcesKey, 'limits'>): Limits | undefined {
  if (node === undefined) return undefined
  return {
    cpus: textOf(node, 'cpus'),
    memoryBytes: bytesOf(textOf(node, 'memory')),
    pids: numberOf(node, 'pids') ?? 0,
  }
}

function readReservations(node: Part<ResourcesKey, 'reservations'>): Reservations | undefined {
  if (node === undefined) return undefined
  return {
    cpus: textOf(node, 'cpus'),
    memoryBytes: bytesOf(textOf(node, 'memory')),
    genericResources: itemsOf(valueOf(node, 'generic_resources')).map(readGenericResource),
  }
}

function readGenericResource(node: ValidAs<GenericKey['of']>): GenericResource {
  const spec = valueOf(node, 'discrete_resource_spec')
  if (spec === undefined) return undefined
  return { kind: textOf(spec, 'kind'), value: Math.trunc(numberOf(spec, 'value') ?? 0) }
}

function readRestart(node: Part<DeployKey, 'restart_policy'>): RestartSettings | undefined {
  if (node === undefined) return undefined
  return {
    condition: textOf(node, 'condition'),
    delay: durationOf(node, 'delay'),
    maxAttempts: numberOf(node, 'max_attempts'),
    window: durationOf(node, 'window'),
  }
}

function bytesOf(memory: string): number {
  return parseSize(memory) ?? 0
}
