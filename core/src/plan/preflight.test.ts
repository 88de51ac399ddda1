import { describe, expect, it } from 'vitest'
import type { DesiredState } from '../desired-state.ts'
import type { LiveNode, LiveState } from '../live/live-state.ts'
import { plan } from './plan.ts'
import { preflight } from './preflight.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import type { ServiceOptions } from './test-swarm/specs.ts'
import { desiredState, networkSpec, serviceSpec } from './test-swarm/specs.ts'

function shop(options: ServiceOptions, more: Partial<DesiredState> = {}): DesiredState {
  return desiredState({ services: [serviceSpec('shop', 'web', options)], ...more })
}

function blogPublishing(mode: string): LiveState {
  const ports = [{ TargetPort: 80, PublishedPort: 80, PublishMode: mode }]
  const blog = desiredState({
    stack: 'blog',
    networks: [networkSpec('blog', 'default')],
    services: [serviceSpec('blog', 'front', { ports })],
  })
  return applyPlan(plan(blog, EMPTY_SWARM, planContext()), EMPTY_SWARM)
}

function withNodes(count: number, live = EMPTY_SWARM, more: Partial<LiveNode> = {}): LiveState {
  const nodes = live.nodes.flatMap((node) =>
    Array.from({ length: count }, (_, index) => ({ ...node, ...more, id: `node-${index + 1}` })),
  )
  return { ...live, nodes }
}

const external = { networks: ['lan', 'host'], secrets: ['key'], configs: ['conf'] }
const port = (mode?: string) => ({
  ports: [{ TargetPort: 80, PublishedPort: 80, ...(mode && { PublishMode: mode }) }],
})

interface Case {
  readonly name: string
  readonly desired: DesiredState
  readonly live: LiveState
  readonly expected: readonly string[]
}

const cases: readonly Case[] = [
  { name: 'an ordinary stack has no problem', desired: shop({}), live: EMPTY_SWARM, expected: [] },
  {
    name: 'missing externals are errors, predefined networks are not looked for',
    desired: shop({}, { externals: external }),
    live: EMPTY_SWARM,
    expected: [
      'error external-missing: The network lan is declared as external and is not on the swarm.',
      'error external-missing: The secret key is declared as external and is not on the swarm.',
      'error external-missing: The config conf is declared as external and is not on the swarm.',
    ],
  },
  {
    name: 'an ingress port of another stack is an error',
    desired: shop(port()),
    live: blogPublishing('ingress'),
    expected: [
      'error port-taken: shop_web publishes the port 80/tcp, which the service blog_front has already.',
    ],
  },
  {
    name: 'a host port of another stack is an error on a single node',
    desired: shop(port('host')),
    live: blogPublishing('host'),
    expected: [
      'error port-taken: shop_web publishes the port 80/tcp, which the service blog_front has already.',
    ],
  },
  {
    name: 'host ports may live side by side on several nodes',
    desired: shop(port('host')),
    live: withNodes(2, blogPublishing('host')),
    expected: [
      "warning port-taken: shop_web and blog_front both publish 80/tcp on their nodes, so they can't share one.",
    ],
  },
  {
    name: 'two services of the stack on one port are an error',
    desired: desiredState({
      services: [serviceSpec('shop', 'a', port()), serviceSpec('shop', 'b', port())],
    }),
    live: EMPTY_SWARM,
    expected: [
      'error port-taken: shop_b publishes the port 80/tcp, which the service shop_a has already.',
    ],
  },
  {
    name: 'a constraint that no node satisfies is a warning that names it',
    desired: shop({ constraints: ['node.role == manager', 'node.labels.disk == ssd'] }),
    live: EMPTY_SWARM,
    expected: [
      'warning no-suitable-node: No node satisfies "node.labels.disk == ssd" of shop_web now, so its tasks will wait.',
    ],
  },
  {
    name: 'a constraint that the engine refuses is an error',
    desired: shop({ constraints: ['node.role = manager'] }),
    live: EMPTY_SWARM,
    expected: [
      'error invalid-constraint: shop_web has the placement constraint "node.role = manager", which the engine refuses.',
    ],
  },
  {
    name: 'a swarm whose nodes are all drained takes nothing',
    desired: shop({}),
    live: withNodes(1, EMPTY_SWARM, { availability: 'drain' }),
    expected: ['warning no-suitable-node: No node takes tasks of shop_web now.'],
  },
]

describe('preflight', () => {
  it.each(cases)('$name', ({ desired, live, expected }) => {
    const problems = preflight(desired, live)
    expect(problems.map((one) => `${one.severity} ${one.code}: ${one.message}`)).toEqual(expected)
    expect(problems.every(({ remedy }) => remedy !== undefined)).toBe(true)
  })

  it('does not count ports that the stack has itself', () => {
    const desired = shop(port())
    const live = applyPlan(plan(desired, EMPTY_SWARM, planContext()), EMPTY_SWARM)
    expect(preflight(desired, live)).toEqual([])
  })

  it('tells a network of one node from one of the swarm', () => {
    const desired = shop({}, { externals: { ...external, secrets: [], configs: [] } })
    const network = { id: 'n', name: 'lan', driver: 'bridge', scope: 'local', internal: false }
    const more = {
      attachable: false,
      ingress: false,
      options: {},
      ipamDriver: '',
      subnets: [],
      labels: {},
    }
    const live = { ...EMPTY_SWARM, networks: [{ ...network, ...more }] }
    expect(preflight(desired, live).map(({ code }) => code)).toEqual(['external-wrong-scope'])
  })
})
