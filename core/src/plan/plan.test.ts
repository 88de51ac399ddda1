import { describe, expect, it } from 'vitest'
import type { DesiredState, StackPolicy } from '../desired-state.ts'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import type { LiveService, LiveState } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { plan } from './plan.ts'
import type { PlanContext } from './plan-types.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import type { ServiceOptions } from './test-swarm/specs.ts'
import {
  configSpec,
  desiredState,
  networkSpec,
  secretSpec,
  serviceSpec,
} from './test-swarm/specs.ts'

function stack(
  services: Readonly<Record<string, ServiceOptions>>,
  more: Partial<DesiredState> = {},
): DesiredState {
  const specs = Object.entries(services).map(([key, options]) => serviceSpec('shop', key, options))
  return desiredState({ services: specs, ...more })
}

function running(desired: DesiredState, context = planContext()): LiveState {
  return applyPlan(plan(desired, EMPTY_SWARM, context), EMPTY_SWARM)
}

function policy(more: Partial<StackPolicy>): Partial<PlanContext> {
  return { policy: { ...DEFAULT_STACK_POLICY, ...more } }
}

/** One service changed behind the planner's back. */
function byHand(
  live: LiveState,
  name: string,
  edit: (service: LiveService) => Partial<LiveService>,
): LiveState {
  const services = live.services.map((service) =>
    service.spec.Name === name ? { ...service, ...edit(service) } : service,
  )
  return { ...live, services }
}

function template(spec: ServiceSpec, more: Partial<ServiceSpec['TaskTemplate']>): ServiceSpec {
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ...more } }
}

const otherInputs: Partial<PlanContext> = {
  ownership: { ...planContext().ownership, inputsDigest: 'inputs-2' },
}
const conf = (text: string): Partial<DesiredState> => ({
  configs: [configSpec('shop', 'conf', text)],
})
const fixed = { networks: [], secrets: [], configs: ['shop_conf'] }
const web = stack({ web: {} })
const job = stack({ task: { mode: { ReplicatedJob: {} }, args: ['one'] } })

interface Case {
  readonly name: string
  readonly desired: DesiredState
  readonly live: LiveState
  readonly context?: Partial<PlanContext>
  readonly expected: readonly string[]
}

const cases: readonly Case[] = [
  {
    name: 'everything that is missing is created: networks, secrets, configs, services by name',
    desired: stack(
      { web: { configs: ['conf'], secrets: ['key'] }, api: {} },
      { ...conf('a'), secrets: [secretSpec('shop', 'key', 's')] },
    ),
    live: EMPTY_SWARM,
    expected: [
      'create network shop_default',
      'create secret shop_key',
      'create config shop_conf',
      'create service shop_api',
      'create service shop_web',
    ],
  },
  {
    name: 'what already runs as asked is left alone',
    desired: web,
    live: running(web),
    expected: [],
  },
  {
    name: 'a changed variable restarts',
    desired: stack({ web: { env: ['A=2'] } }),
    live: running(stack({ web: { env: ['A=1'] } })),
    expected: ['update service shop_web (restarts)'],
  },
  {
    name: 'a published port restarts',
    desired: stack({ web: { ports: [{ TargetPort: 80, PublishedPort: 8080 }] } }),
    live: running(web),
    expected: ['update service shop_web (restarts)'],
  },
  {
    name: "a service's label restarts nothing",
    desired: stack({ web: { labels: { tier: 'front' } } }),
    live: running(web),
    expected: ['update service shop_web'],
  },
  {
    name: 'other inputs with the same specs change labels only',
    desired: web,
    live: running(web),
    context: otherInputs,
    expected: ['update service shop_web'],
  },
  {
    name: 'a job is never sent a label-only update, which would run it again',
    desired: job,
    live: running(job),
    context: otherInputs,
    expected: [],
  },
  {
    name: 'a job that changes runs again',
    desired: stack({ task: { mode: { ReplicatedJob: {} }, args: ['two'] } }),
    live: running(job),
    expected: ['update service shop_task (restarts)'],
  },
  {
    name: 'a paused service is never sent a label-only update',
    desired: web,
    live: byHand(running(web), 'shop_web', () => ({
      updateStatus: { state: 'paused', message: '' },
    })),
    context: otherInputs,
    expected: [],
  },
  {
    name: 'a paused service is updated when it really changes',
    desired: stack({ web: { env: ['A=1'] } }),
    live: byHand(running(web), 'shop_web', () => ({
      updateStatus: { state: 'paused', message: '' },
    })),
    expected: ['update service shop_web (restarts)'],
  },
  {
    name: 'replicas scaled by hand are set back without a restart',
    desired: web,
    live: byHand(running(web), 'shop_web', ({ spec }) => ({
      spec: { ...spec, Mode: { Replicated: { Replicas: 4 } } },
    })),
    expected: ['update service shop_web'],
  },
  {
    name: 'a forced update by hand is no difference',
    desired: web,
    live: byHand(running(web), 'shop_web', ({ spec }) => ({
      spec: template(spec, { ForceUpdate: 3 }),
    })),
    expected: [],
  },
  {
    name: 'a config with other content is rotated: created, referred to, the old one removed last',
    desired: stack({ web: { configs: ['conf'] } }, conf('b')),
    live: running(stack({ web: { configs: ['conf'] } }, conf('a'))),
    expected: [
      'create config shop_conf-17762725',
      'update service shop_web (restarts)',
      'remove config shop_conf (prune)',
    ],
  },
  {
    name: 'a config whose name is fixed is held, and with it a service that changes',
    desired: stack(
      { web: { configs: ['conf'], env: ['A=1'] }, api: { configs: ['conf'] } },
      { ...conf('b'), fixedNames: fixed },
    ),
    live: running(
      stack(
        { web: { configs: ['conf'] }, api: { configs: ['conf'] } },
        { ...conf('a'), fixedNames: fixed },
      ),
    ),
    expected: [
      'hold config shop_conf (content-of-fixed-name-changed)',
      'hold service shop_web (content-of-fixed-name-changed)',
    ],
  },
  {
    name: 'a config whose name is fixed is rotated where the policy says rotate',
    desired: stack({ web: { configs: ['conf'] } }, { ...conf('b'), fixedNames: fixed }),
    live: running(stack({ web: { configs: ['conf'] } }, { ...conf('a'), fixedNames: fixed })),
    context: policy({ rotate: true }),
    expected: [
      'create config shop_conf-17762725',
      'update service shop_web (restarts)',
      'remove config shop_conf (prune)',
    ],
  },
  {
    name: 'a rotated name that the engine refuses is held with its service',
    desired: stack(
      { web: { configs: ['c'.repeat(55)], env: ['A=1'] } },
      { configs: [configSpec('shop', 'c'.repeat(55), 'b')] },
    ),
    live: running(
      stack(
        { web: { configs: ['c'.repeat(55)] } },
        { configs: [configSpec('shop', 'c'.repeat(55), 'a')] },
      ),
    ),
    expected: [
      `hold config shop_${'c'.repeat(55)}-17762725 (name-too-long)`,
      'hold service shop_web (name-too-long)',
    ],
  },
  {
    name: 'a network that differs is held, and with it the services on it that change',
    desired: stack(
      { web: { env: ['A=1'] }, api: {} },
      { networks: [networkSpec('shop', 'default', { Attachable: true })] },
    ),
    live: running(stack({ web: {}, api: {} })),
    expected: [
      'hold network shop_default (network-changed)',
      'hold service shop_web (network-changed)',
    ],
  },
  {
    name: 'a network that differs is replaced with its services where the policy says replace',
    desired: stack(
      { web: {} },
      { networks: [networkSpec('shop', 'default', { Attachable: true })] },
    ),
    live: running(web),
    context: policy({ replace: true }),
    expected: ['replace network shop_default (restarts)', 'replace service shop_web (restarts)'],
  },
  {
    name: 'labels of a network are not compared, since they can never be changed',
    desired: stack(
      { web: {} },
      {
        networks: [
          networkSpec('shop', 'default', {
            Labels: { 'com.docker.stack.namespace': 'shop', x: 'y' },
          }),
        ],
      },
    ),
    live: running(web),
    expected: [],
  },
  {
    name: 'a mode change is held',
    desired: stack({ web: { mode: { Global: {} } } }),
    live: running(web),
    expected: ['hold service shop_web (service-mode-changed)'],
  },
  {
    name: 'a mode change replaces the service where the policy says replace',
    desired: stack({ web: { mode: { Global: {} } } }),
    live: running(web),
    context: policy({ replace: true }),
    expected: ['replace service shop_web (restarts)'],
  },
  {
    name: 'a dropped service is removed last',
    desired: web,
    live: running(stack({ web: {}, old: {} })),
    expected: ['remove service shop_old (prune)'],
  },
  {
    name: 'a renamed service with a volume makes room first, so that no two write to it',
    desired: stack({ db2: { volumes: ['data'] } }),
    live: running(stack({ db: { volumes: ['data'] } })),
    expected: ['remove service shop_db (before-create)', 'create service shop_db2'],
  },
  {
    name: 'a renamed service with a published port makes room first',
    desired: stack({ front: { ports: [{ TargetPort: 80, PublishedPort: 80 }] } }),
    live: running(stack({ web: { ports: [{ TargetPort: 80, PublishedPort: 80 }] } })),
    expected: ['remove service shop_web (before-create)', 'create service shop_front'],
  },
  {
    name: 'a volume that a kept service shared already moves nothing forward',
    desired: stack({ a: { volumes: ['data'], env: ['A=1'] } }),
    live: running(stack({ a: { volumes: ['data'] }, b: { volumes: ['data'] } })),
    expected: ['update service shop_a (restarts)', 'remove service shop_b (prune)'],
  },
  {
    name: 'a network that is no longer named goes last of all',
    desired: web,
    live: running(
      stack(
        { web: {}, api: { networks: ['back'] } },
        { networks: [networkSpec('shop', 'back'), networkSpec('shop', 'default')] },
      ),
    ),
    expected: ['remove service shop_api (prune)', 'remove network shop_back (prune)'],
  },
  {
    name: 'nothing is pruned where the caller says so',
    desired: web,
    live: running(stack({ web: {}, old: {} })),
    context: { prune: false },
    expected: [],
  },
]

describe('plan', () => {
  it.each(cases)('$name', ({ desired, live, context, expected }) => {
    expect(planLines(plan(desired, live, planContext(context)))).toEqual(expected)
  })

  it.each(cases)('is empty after it was applied: $name', ({ desired, live, context }) => {
    const full = planContext(context)
    const first = plan(desired, live, full)
    const second = plan(desired, applyPlan(first, live), full)
    const holds = first.changes.filter(({ action }) => action === 'hold')
    expect(planLines(second)).toEqual(planLines({ ...first, changes: holds }))
  })
})
