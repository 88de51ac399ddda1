import { expect, it } from 'vitest'
import { destruction } from './destruction.ts'
import type { Change } from './plan-types.ts'

const service = { kind: 'service', name: 'shop_web' } as const
const network = { kind: 'network', name: 'shop_default' } as const
const restart = { restarts: false, because: 'x' }
const spec = {} as never // nothing of a spec is looked at
const base = { ref: service, reason: '', id: 'x', restart }
const replicas = (from: number, to: number) => [{ path: 'Mode.Replicated.Replicas', from, to }]
const object = { kind: 'service', spec } as const
const cases: readonly (readonly [string, Change, string | undefined])[] = [
  ['create', { action: 'create', ref: service, reason: '', object }, undefined],
  [
    'scale up',
    { action: 'update', ...base, version: 1, object, fields: replicas(1, 2) },
    undefined,
  ],
  [
    'scale down',
    { action: 'update', ...base, version: 1, object, fields: replicas(2, 1) },
    'some of its tasks end for good',
  ],
  [
    'replace a service',
    { action: 'replace', ...base, object, fields: [] },
    'all its tasks end before new ones start',
  ],
  [
    'replace a network',
    { action: 'replace', ...base, ref: network, object: { kind: 'network', spec }, fields: [] },
    'the network is away until it is made anew',
  ],
  ['remove a service', { action: 'remove', ...base, when: 'prune' }, 'its tasks end for good'],
  [
    'remove a network that nothing uses',
    { action: 'remove', ...base, ref: network, when: 'prune' },
    undefined,
  ],
]

it.each(cases)('%s', (_name, change, expected) => {
  expect(destruction(change)).toBe(expected)
})
