import { expect, test } from 'vitest'
import type { DesiredState } from '@kesako/core'
import { desiredState, networkSpec, serviceSpec } from '../../core/src/plan/test-swarm/specs.ts'
import { batches } from './batches.ts'

function publishing(stack: string, PublishedPort: number, Protocol = 'tcp'): DesiredState {
  const ports = [{ TargetPort: 80, PublishedPort, Protocol }]
  return desiredState({ stack, services: [serviceSpec(stack, 'web', { ports })] })
}

function fixing(stack: string, name: string): DesiredState {
  return desiredState({ stack, fixedNames: { networks: [], secrets: [], configs: [name] } })
}

function within(stack: string, Subnet: string): DesiredState {
  const IPAM = { Driver: '', Options: null, Config: [{ Subnet }] }
  return desiredState({ stack, networks: [networkSpec(stack, 'default', { IPAM })] })
}

const a = publishing('a', 80)

test.each([
  ['two stacks on one port', [a, publishing('b', 80)], [['a'], ['b']]],
  ['two stacks on one port of other protocols', [a, publishing('b', 80, 'udp')], [['a', 'b']]],
  [
    'a stack that comes later fills an earlier batch',
    [a, publishing('b', 80), publishing('c', 81)],
    [['a', 'c'], ['b']],
  ],
  ['one fixed name', [fixing('a', 'x'), fixing('b', 'x'), fixing('c', 'y')], [['a', 'c'], ['b']]],
  ['one subnet', [within('a', '10.9.0.0/24'), within('b', '10.9.0.0/24')], [['a'], ['b']]],
])('%s', (_, stacks, expected) => {
  const made = batches(stacks.map((desired) => ({ desired })))
  expect(made.map((batch) => batch.map(({ desired }) => desired.stack))).toEqual(expected)
})
