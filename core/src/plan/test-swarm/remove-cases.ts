import type { PlanCase } from './plan-case.ts'
import { policy, running, stack } from './plan-case.ts'
import { networkSpec } from './specs.ts'

const web = stack({ web: {} })

export const REMOVE_CASES: readonly PlanCase[] = [
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
    name: 'a dropped service stays where the policy prunes nothing',
    desired: web,
    live: running(stack({ web: {}, old: {} })),
    context: policy({ prune: false }),
    expected: [],
  },
  {
    name: 'a renamed service with a published port makes room first also where the policy prunes nothing',
    desired: stack({ front: { ports: [{ TargetPort: 80, PublishedPort: 80 }] } }),
    live: running(stack({ web: { ports: [{ TargetPort: 80, PublishedPort: 80 }] } })),
    context: policy({ prune: false }),
    expected: ['remove service shop_web (before-create)', 'create service shop_front'],
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
    name: 'a dropped service stays while one that may take its place is held',
    desired: stack(
      { front: { networks: ['default'] } },
      { networks: [networkSpec('shop', 'default', { Attachable: true })] },
    ),
    live: running(stack({ web: {} }, { networks: [networkSpec('shop', 'default')] })),
    expected: [
      'hold network shop_default (network-changed)',
      'hold service shop_front (network-changed)',
      'hold service shop_web (network-changed)',
    ],
  },
]
