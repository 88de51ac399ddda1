/** A difference between what is sent and what is read back that `comparableService` takes for none. */
export interface ReadBackRule {
  /** Path in a service spec, in the engine's spelling. */
  readonly path: string
  /** Undefined: not sent. */
  readonly sent?: unknown
  /** Undefined: not read back. */
  readonly read?: unknown
  /** Engines that do so, as `major`; undefined means every one from 20.10 on. */
  readonly before?: number
  /** Where it was read or seen. Paths are those of moby/moby. */
  readonly source: string
}

const SERVICE = 'daemon/cluster/convert/service.go'
const CONTAINER = 'daemon/cluster/convert/container.go'
const SEEN = 'seen on 20.10.24 and 28.5.2'

const bind = { Type: 'bind', Source: '/a', Target: '/b' }
const volume = { Type: 'volume', Source: 'v', Target: '/b' }

/**
 * What engines drop, fill in and spell anew. The swarm test in `e2e/roundtrip` holds each rule
 * against the engine that it runs on, the unit test beside this file holds it against the comparison.
 */
export const READ_BACK_RULES: readonly ReadBackRule[] = [
  {
    path: 'Mode.Replicated',
    sent: {},
    read: { Replicas: 1 },
    source: `${SERVICE} ServiceSpecToGRPC`,
  },
  { path: 'EndpointSpec.Mode', read: 'vip', source: `${SERVICE} ServiceSpecToGRPC` },
  {
    path: 'EndpointSpec.Ports',
    sent: [{ TargetPort: 80 }],
    read: [{ TargetPort: 80, Protocol: 'tcp', PublishMode: 'ingress' }],
    source: `${SERVICE} ServiceSpecToGRPC`,
  },
  {
    path: 'EndpointSpec.Ports',
    sent: [{ TargetPort: 80, Protocol: 'UDP', PublishMode: 'other' }],
    read: [{ TargetPort: 80, Protocol: 'udp', PublishMode: 'ingress' }],
    source: `${SERVICE} ServiceSpecToGRPC`,
  },
  { path: 'TaskTemplate.Runtime', read: 'container', source: `${SERVICE} serviceSpecFromGRPC` },
  {
    path: 'TaskTemplate.RestartPolicy',
    sent: {},
    read: { Condition: 'any', MaxAttempts: 0 },
    source: `${SERVICE} restartPolicyFromGRPC`,
  },
  {
    path: 'UpdateConfig',
    sent: { Parallelism: 1, MaxFailureRatio: 0, Order: '' },
    read: { Parallelism: 1, FailureAction: 'pause', MaxFailureRatio: 0, Order: 'stop-first' },
    source: `${SERVICE} updateConfigFromGRPC`,
  },
  {
    path: 'TaskTemplate.Resources.Reservations',
    sent: { GenericResources: [{ DiscreteResourceSpec: { Kind: 'gpu' } }] },
    read: { GenericResources: [{ DiscreteResourceSpec: { Kind: 'gpu' } }] },
    source: SEEN,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Isolation',
    read: 'default',
    source: `${CONTAINER} IsolationFromGRPC`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Isolation',
    sent: 'HyperV',
    read: 'hyperv',
    source: `${CONTAINER} isolationToGRPC`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Isolation',
    sent: 'other',
    read: 'default',
    source: `${CONTAINER} isolationToGRPC`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Privileges',
    sent: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
    read: { CredentialSpec: null, SELinuxContext: null },
    before: 25,
    source: `${CONTAINER} containerSpecFromGRPC; ${SEEN}`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Mounts',
    sent: [{ ...bind, Consistency: 'cached' }],
    read: [bind],
    source: `${CONTAINER} containerToGRPC, which has no Consistency`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Mounts',
    sent: [{ ...bind, BindOptions: {} }],
    read: [bind],
    source: `${CONTAINER} containerToGRPC`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Mounts',
    sent: [{ ...bind, BindOptions: { Propagation: 'RSLAVE' } }],
    read: [{ ...bind, BindOptions: { Propagation: 'rslave' } }],
    source: `${CONTAINER} containerToGRPC`,
  },
  {
    path: 'TaskTemplate.ContainerSpec.Mounts',
    sent: [{ ...volume, VolumeOptions: { Subpath: 'x' } }],
    read: [{ ...volume, VolumeOptions: {} }],
    before: 26,
    source: 'API 1.45 brought it; seen on 20.10.24',
  },
  {
    path: 'TaskTemplate.ContainerSpec.Healthcheck',
    sent: { Test: ['CMD', 'true'], StartInterval: 2_000_000_000 },
    read: { Test: ['CMD', 'true'] },
    before: 25,
    source: 'API 1.44 brought it; seen on 20.10.24',
  },
]
