import type { DesiredState } from '../../desired-state.ts'
import type { PlanCase } from './plan-case.ts'
import { policy, running, stack } from './plan-case.ts'
import { configSpec, networkSpec } from './specs.ts'

const conf = (text: string): Partial<DesiredState> => ({
  configs: [configSpec('shop', 'conf', text)],
})
const fixed = { networks: [], secrets: [], configs: ['shop_conf'] }
const web = stack({ web: {} })

export const OBJECT_CASES: readonly PlanCase[] = [
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
    name: 'a config of a credential spec is as it was asked for when read back',
    desired: stack({ web: { credential: 'conf', env: ['A=1'] } }, conf('a')),
    live: running(stack({ web: { credential: 'conf' } }, conf('a'))),
    expected: ['update service shop_web (restarts)'],
  },
  {
    name: 'a config of a credential spec that has other content is rotated',
    desired: stack({ web: { credential: 'conf', configs: ['conf'] } }, conf('b')),
    live: running(stack({ web: { credential: 'conf', configs: ['conf'] } }, conf('a'))),
    expected: [
      'create config shop_conf-17762725',
      'update service shop_web (restarts)',
      'remove config shop_conf (prune)',
    ],
  },
  {
    name: 'a service that keeps its template keeps its credential spec',
    desired: stack({ web: { credential: 'conf', labels: { a: 'b' } } }, conf('a')),
    live: running(stack({ web: { credential: 'conf' } }, conf('a'))),
    expected: ['update service shop_web'],
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
]
