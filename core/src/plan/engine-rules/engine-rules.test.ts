import { describe, expect, it } from 'vitest'
import type { DesiredState } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { NetworkSpec } from '../../spec/object-spec.ts'
import type { Mount, ServiceSpec } from '../../spec/service-spec.ts'
import { EMPTY_SWARM } from '../test-swarm/apply-plan.ts'
import { template } from '../test-swarm/plan-case.ts'
import { configSpec, desiredState, networkSpec, serviceSpec } from '../test-swarm/specs.ts'
import { engineRules } from './index.ts'

const web = serviceSpec('shop', 'web')
const MILLISECOND = 1e6

function service(more: Partial<ServiceSpec>): DesiredState {
  return desiredState({ services: [{ ...web, ...more }] })
}

function task(more: Partial<ServiceSpec['TaskTemplate']>): DesiredState {
  return service(template(web, more))
}

function container(more: Partial<ServiceSpec['TaskTemplate']['ContainerSpec']>): DesiredState {
  return task({ ContainerSpec: { ...web.TaskTemplate.ContainerSpec, ...more } })
}

function mount(more: Partial<Mount>): DesiredState {
  return container({ Mounts: [{ Type: 'bind', Source: '/a', Target: '/b', ...more }] })
}

function network(more: Partial<NetworkSpec>): DesiredState {
  return desiredState({ networks: [networkSpec('shop', 'n', more)] })
}

function subnet(Subnet: string): DesiredState {
  return network({ IPAM: { Driver: '', Options: null, Config: [{ Subnet }] } })
}

function engine(engineVersion: string): LiveState {
  return { ...EMPTY_SWARM, nodes: EMPTY_SWARM.nodes.map((node) => ({ ...node, engineVersion })) }
}

const memory = (MemoryBytes: number) => task({ Resources: { Limits: { MemoryBytes } } })
const cpus = (NanoCPUs: number) => task({ Resources: { Reservations: { NanoCPUs } } })
const update = { Parallelism: 1, MaxFailureRatio: 0, Order: '' }
const port = { TargetPort: 80, PublishedPort: 8080 }
const job = { Mode: { ReplicatedJob: {} } }

type Row = readonly [
  name: string,
  desired: DesiredState,
  codes: readonly string[],
  live?: LiveState,
]

const rows: readonly Row[] = [
  ['an ordinary service', service({}), []],
  ['the least memory', memory(4 * 1024 * 1024), []],
  ['less than the least memory', memory(4 * 1024 * 1024 - 1), ['memory-too-small']],
  ['no limit of memory', memory(0), []],
  ['the least CPU', cpus(1_000_000), []],
  ['less than the least CPU', cpus(999_999), ['cpus-too-small']],
  [
    'a generic resource that says nothing',
    task({ Resources: { Reservations: { GenericResources: [{}] } } }),
    ['generic-resource-empty'],
  ],
  ['an image by its id', container({ Image: 'a'.repeat(64) }), ['image-id']],
  ['an unknown restart condition', task({ RestartPolicy: { Condition: 'ANY' } }), ['unknown-word']],
  ['a known restart condition', task({ RestartPolicy: { Condition: 'on-failure' } }), []],
  [
    'an unknown failure action',
    service({ UpdateConfig: { ...update, FailureAction: 'x' } }),
    ['unknown-word'],
  ],
  ['an unknown order', service({ RollbackConfig: { ...update, Order: 'x' } }), ['unknown-word']],
  ['an unknown endpoint mode', service({ EndpointSpec: { Mode: 'mesh' } }), ['unknown-word']],
  ['a propagation in any case', mount({ BindOptions: { Propagation: 'RSLAVE' } }), []],
  ['an unknown propagation', mount({ BindOptions: { Propagation: 'x' } }), ['unknown-word']],
  ['a mount of an image', mount({ Type: 'image' }), ['unknown-word'], engine('28.5.2')],
  ['a cluster volume on engine 20.10', mount({ Type: 'cluster' }), ['unknown-word']],
  ['a cluster volume on engine 23', mount({ Type: 'cluster' }), [], engine('23.0.0')],
  ['a negative restart delay', task({ RestartPolicy: { Delay: -1 } }), ['negative-value']],
  ['a negative monitor', service({ UpdateConfig: { ...update, Monitor: -1 } }), ['negative-value']],
  [
    'a ratio above 1',
    service({ UpdateConfig: { ...update, MaxFailureRatio: 1.1 } }),
    ['ratio-out-of-range'],
  ],
  ['the shortest interval', container({ Healthcheck: { Interval: MILLISECOND } }), []],
  [
    'a shorter interval',
    container({ Healthcheck: { Interval: MILLISECOND - 1 } }),
    ['healthcheck-too-short'],
  ],
  ['a short start interval on 20.10', container({ Healthcheck: { StartInterval: 1 } }), []],
  [
    'a short start interval on 28',
    container({ Healthcheck: { StartInterval: 1 } }),
    ['healthcheck-too-short'],
    engine('28.5.2'),
  ],
  [
    'more retries than 32 bits hold',
    container({ Healthcheck: { Retries: 2 ** 31 } }),
    ['value-too-large'],
  ],
  ['a template in the name of a variable', container({ Env: ['{{.Foo}}=a', '{{.Foo}}'] }), []],
  ['negative retries', container({ Healthcheck: { Retries: -1 } }), ['negative-value']],
  [
    'two mounts at one target',
    container({ Mounts: [1, 2].map(() => ({ Type: 'tmpfs', Target: '/a' })) }),
    ['mount-target-twice'],
  ],
  ['dnsrr without ports', service({ EndpointSpec: { Mode: 'dnsrr' } }), []],
  [
    'dnsrr with a host port',
    service({ EndpointSpec: { Mode: 'dnsrr', Ports: [{ ...port, PublishMode: 'host' }] } }),
    [],
  ],
  [
    'dnsrr with a port of the mesh',
    service({ EndpointSpec: { Mode: 'dnsrr', Ports: [{ TargetPort: 80 }] } }),
    ['dnsrr-with-ingress'],
  ],
  [
    'a port twice',
    service({ EndpointSpec: { Ports: [port, { ...port, TargetPort: 81 }] } }),
    ['published-twice'],
  ],
  [
    'a port on two protocols',
    service({ EndpointSpec: { Ports: [port, { ...port, Protocol: 'UDP' }] } }),
    [],
  ],
  [
    'two ports without a number',
    service({ EndpointSpec: { Ports: [{ TargetPort: 80 }, { TargetPort: 80 }] } }),
    [],
  ],
  ['a job', service(job), []],
  [
    'a job with update_config',
    service({ ...job, UpdateConfig: update }),
    ['job-with-update-config'],
  ],
  ['a template of a hostname', container({ Hostname: '{{.Node.Hostname}}' }), []],
  ['a broken template of a hostname', container({ Hostname: '{{.Foo}}' }), ['broken-template']],
  ['a broken template of a variable', container({ Env: ['A={{.Foo}}'] }), ['broken-template']],
  [
    'a broken template of a volume',
    mount({ Type: 'volume', Source: 'a{{.Foo}}' }),
    ['broken-template'],
  ],
  ['a network of one node', network({ Driver: 'bridge' }), ['network-of-one-node']],
  [
    'a service on none',
    desiredState({ services: [template(web, { Networks: [{ Target: 'none' }] })] }),
    ['network-of-one-node'],
  ],
  ['a subnet', subnet('10.9.0.0/16'), []],
  ['a subnet of IPv6', subnet('fd00:1::/64'), []],
  ['an address as a subnet', subnet('10.9.0.0'), ['invalid-subnet']],
  ['a subnet out of range', subnet('10.256.0.0/16'), ['invalid-subnet']],
  ['a subnet with host bits on 20.10', subnet('10.9.1.5/16'), []],
  ['a subnet with host bits on 28', subnet('10.9.1.5/16'), ['invalid-subnet'], engine('28.5.2')],
  [
    'two names that differ in case',
    desiredState({ configs: [configSpec('shop', 'a', ''), configSpec('shop', 'A', '')] }),
    ['names-differ-in-case'],
  ],
]

describe('what the engine refuses is told before', () => {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_, row) => {
    const [, desired, codes, live = EMPTY_SWARM] = row
    const problems = engineRules(desired, live)
    expect(problems.map(({ code }) => code)).toEqual(codes)
    expect(problems.every(({ severity, remedy }) => severity === 'error' && remedy !== '')).toBe(
      true,
    )
  })

  it('of a name that differs in case from what is there already', () => {
    const live = {
      ...EMPTY_SWARM,
      configs: [{ id: 'c', version: 1, spec: configSpec('shop', 'a', '') }],
    }
    const other = desiredState({ configs: [configSpec('shop', 'A', '')] })
    expect(engineRules(other, live).map(({ code }) => code)).toEqual(['names-differ-in-case'])
    const same = desiredState({ configs: [configSpec('shop', 'a', '')] })
    expect(engineRules(same, live)).toEqual([])
  })
})
