import type { Problem } from '../../problem.ts'
import type { EngineFeatures } from '../../read-back/engine-features.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'

const FAILURE_ACTIONS = ['pause', 'continue', 'rollback'] as const
const ORDERS = ['stop-first', 'start-first'] as const
const PROPAGATIONS = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'] as const
const MOUNT_TYPES = ['volume', 'bind', 'tmpfs', 'npipe'] as const

/** Words of which the engine knows only some. The CLI passes on whatever a file says. */
export function wordRules(spec: ServiceSpec, features: EngineFeatures): readonly Problem[] {
  const { RestartPolicy, ContainerSpec } = spec.TaskTemplate
  const { UpdateConfig: update, RollbackConfig: rollback } = spec
  const types = features.clusterMounts ? [...MOUNT_TYPES, 'cluster'] : MOUNT_TYPES
  const found: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['restart condition', RestartPolicy?.Condition, ['none', 'on-failure', 'any']],
    ['failure action of update_config', update?.FailureAction, FAILURE_ACTIONS],
    ['failure action of rollback_config', rollback?.FailureAction, FAILURE_ACTIONS],
    ['order of update_config', update?.Order, ORDERS],
    ['order of rollback_config', rollback?.Order, ORDERS],
    ['endpoint mode', spec.EndpointSpec.Mode, ['vip', 'dnsrr']],
    ...(ContainerSpec.Mounts ?? []).flatMap((mount) => [
      [`type of the mount at ${mount.Target ?? ''}`, mount.Type, types] as const,
      // The only word that the engine reads in any case.
      [
        `propagation of the mount at ${mount.Target ?? ''}`,
        mount.BindOptions?.Propagation?.toLowerCase(),
        PROPAGATIONS,
      ] as const,
    ]),
  ]
  return found
    .filter(([, word, known]) => word !== undefined && word !== '' && !known.includes(word))
    .map(([what, word, known]) =>
      refusal(
        'unknown-word',
        `${spec.Name} has "${word}" as ${what}, which this engine doesn't know.`,
        `Write ${listed(known)}.`,
      ),
    )
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
