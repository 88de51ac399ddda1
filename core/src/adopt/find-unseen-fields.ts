import type { LiveService } from '../live/live-state.ts'
import { redactText } from '../plan/redact.ts'
import { present } from '../read-back/comparable.ts'
import type { Loss } from './adoption.ts'
import { meaningOf } from './meaning.ts'

/** Fields of a spec that plans compare or that the engine owns; `true` is a whole branch. */
type Seen = true | { readonly [field: string]: Seen }

const AMOUNTS = { NanoCPUs: true, MemoryBytes: true, Pids: true } as const
const FILE = {
  File: true,
  Runtime: true,
  SecretID: true,
  SecretName: true,
  ConfigID: true,
  ConfigName: true,
} as const

const CONTAINER: Seen = {
  Image: true,
  Labels: true,
  Command: true,
  Args: true,
  Hostname: true,
  Env: true,
  Dir: true,
  User: true,
  Groups: true,
  Privileges: { CredentialSpec: true, NoNewPrivileges: true },
  Init: true,
  StopSignal: true,
  TTY: true,
  OpenStdin: true,
  ReadOnly: true,
  Mounts: {
    Type: true,
    Source: true,
    Target: true,
    ReadOnly: true,
    Consistency: true,
    BindOptions: { Propagation: true },
    VolumeOptions: { NoCopy: true, Labels: true, DriverConfig: true, Subpath: true },
    TmpfsOptions: { SizeBytes: true, Mode: true },
    ClusterOptions: true,
  },
  StopGracePeriod: true,
  Healthcheck: true,
  Hosts: true,
  DNSConfig: true,
  Secrets: FILE,
  Configs: FILE,
  Isolation: true,
  Sysctls: true,
  CapabilityAdd: true,
  CapabilityDrop: true,
  Ulimits: true,
}

const SPEC: Seen = {
  Name: true,
  Labels: true,
  TaskTemplate: {
    ContainerSpec: CONTAINER,
    Resources: {
      Limits: AMOUNTS,
      Reservations: { ...AMOUNTS, GenericResources: { DiscreteResourceSpec: true } },
    },
    RestartPolicy: true,
    Placement: true,
    Networks: true,
    LogDriver: true,
    ForceUpdate: true,
    Runtime: true,
  },
  Mode: true,
  UpdateConfig: true,
  RollbackConfig: true,
  EndpointSpec: true,
}

/**
 * Fields that the engine gave and that no plan compares: newer ones, and those that a Compose file
 * never had. They stay when the stack is taken over, until its service next changes.
 */
export function findUnseenFields({ spec }: LiveService): readonly Loss[] {
  const ref = { kind: 'service', name: spec.Name } as const
  return unseen(spec, SPEC, '').map(({ field, value }) => ({
    ref,
    field,
    value,
    meaning: meaningOf(field, value),
    effect: 'later',
  }))
}

interface Unseen {
  readonly field: string
  readonly value: unknown
}

function unseen(value: unknown, seen: Seen, path: string): readonly Unseen[] {
  if (seen === true || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unseen(item, seen, `${path}[${index}]`))
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = path === '' ? key : `${path}.${key}`
    const below = seen[key]
    if (below !== undefined) return unseen(inner, below, field)
    const isSet = present(inner) !== undefined && inner !== false && inner !== 0
    return isSet ? [{ field, value: shown(inner) }] : []
  })
}

function shown(value: unknown): unknown {
  return typeof value === 'string' ? redactText(value) : value
}
