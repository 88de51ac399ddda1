import { EMPTY_SWARM } from './apply-plan.ts'
import type { PlanCase } from './plan-case.ts'
import { OTHER_INPUTS, byHand, running, stack, template } from './plan-case.ts'
import { configSpec, secretSpec } from './specs.ts'

const web = stack({ web: {} })
const job = stack({ task: { mode: { ReplicatedJob: {} }, args: ['one'] } })

export const SERVICE_CASES: readonly PlanCase[] = [
  {
    name: 'everything that is missing is created: networks, secrets, configs, services by name',
    desired: stack(
      { web: { configs: ['conf'], secrets: ['key'] }, api: {} },
      { configs: [configSpec('shop', 'conf', 'a')], secrets: [secretSpec('shop', 'key', 's')] },
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
    context: OTHER_INPUTS,
    expected: ['update service shop_web'],
  },
  {
    name: 'a job is never sent a label-only update, which would run it again',
    desired: job,
    live: running(job),
    context: OTHER_INPUTS,
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
    context: OTHER_INPUTS,
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
]
