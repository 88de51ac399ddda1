import * as fc from 'fast-check'
import { dictionary, partialMapping, sometimes } from './partial-mapping.ts'
import { among, count, cpus, duration, flag, mostly, size, text, textLike } from './scalars.ts'
import { plain, type Mapping, type Tree } from './tree.ts'

const updateConfig = partialMapping({
  parallelism: mostly(count, among<Tree>(-1, plain('1.5')), 30),
  delay: duration,
  failure_action: mostly(among('pause', 'continue', 'rollback'), among('', 'Pause', 'other')),
  monitor: duration,
  max_failure_ratio: mostly(
    among(0, 0.1, 0.15, 0.3, 1, 0.333333333, 0.5),
    among('1e-3', '.2', '0.123456789', '1e-10', '16777217', '-0.5', '0.1e1').map(plain),
    3,
  ),
  order: mostly(among('start-first', 'stop-first'), among('', 'Start-first'), 25),
})

const genericResource = mostly(
  fc
    .tuple(among('gpu', 'ssd', 'NVIDIA-GPU'), fc.nat(4))
    .map(([kind, value]): Tree => ({ discrete_resource_spec: { kind, value } })),
  among<Tree>(
    {},
    { discrete_resource_spec: {} },
    { discrete_resource_spec: { kind: 'gpu', value: plain('2.5') } },
    { discrete_resource_spec: { value: 1 } },
  ),
  6,
)

const resources = partialMapping({
  limits: partialMapping({ cpus, memory: size, pids: mostly(count, among(-1), 10) }),
  reservations: partialMapping({
    cpus,
    memory: size,
    generic_resources: fc.array(genericResource, { maxLength: 2 }),
  }),
})

const restartPolicy = partialMapping({
  condition: mostly(among('none', 'on-failure', 'any'), among('', 'always')),
  delay: duration,
  max_attempts: count,
  window: duration,
})

const placement = partialMapping({
  constraints: fc.array(
    mostly(among('node.role == manager', 'node.labels.zone!=a', 'node.hostname==n1'), text),
    { maxLength: 3 },
  ),
  preferences: fc.array(
    mostly(
      among('node.labels.zone', 'node.labels.rack').map((spread): Tree => ({ spread })),
      among<Tree>({}, { spread: '' }),
      6,
    ),
    { maxLength: 2 },
  ),
  max_replicas_per_node: count,
})

const mode: fc.Arbitrary<Mapping> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 5, arbitrary: count.map((replicas) => ({ replicas })) },
  { weight: 3, arbitrary: withReplicas('replicated') },
  { weight: 3, arbitrary: withReplicas('replicated-job') },
  { weight: 2, arbitrary: among<Mapping>({ mode: 'global' }, { mode: 'global-job' }) },
  { weight: 1, arbitrary: among<Mapping>({ mode: 'Global' }, { mode: '' }, { replicas: -1 }) },
  { weight: 1, arbitrary: withReplicas('global') },
)

function withReplicas(mode: string): fc.Arbitrary<Mapping> {
  return sometimes(count, 60).map((replicas) =>
    replicas === undefined ? { mode } : { mode, replicas },
  )
}

/** Labels, environments and the like: a list of `KEY=value`, or a mapping. */
export function pairs(names: readonly string[]): fc.Arbitrary<Tree> {
  const item = fc.tuple(
    among(...names),
    mostly(
      text.map((value) => `=${value}`),
      among('', '='),
    ),
  )
  return fc.oneof(
    { weight: 3, arbitrary: dictionary(names, textLike, 40) },
    {
      weight: 2,
      arbitrary: fc.uniqueArray(
        item.map((parts) => parts.join('')),
        { maxLength: 4 },
      ),
    },
  )
}

/** `deploy` of a service. */
export const deploy: fc.Arbitrary<Tree> = mostly(
  fc
    .tuple(
      mode,
      partialMapping(
        {
          endpoint_mode: mostly(among('vip', 'dnsrr'), among('', 'DNSRR', 'other')),
          labels: pairs(['com.example.a', 'b', 'com.docker.stack.image']),
          update_config: updateConfig,
          rollback_config: updateConfig,
          resources,
          restart_policy: restartPolicy,
          placement,
        },
        35,
      ),
    )
    .map(([chosen, rest]): Tree => ({ ...chosen, ...rest })),
  fc.constant(null),
  20,
)

/** A switch that no cast reaches and one that it does look the same here. */
export const networkFlags = partialMapping({ internal: flag, attachable: flag }, 30)
