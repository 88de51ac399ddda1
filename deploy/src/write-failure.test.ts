import { EngineError, type EngineErrorKind } from '@kesako/engine'
import { expect, it } from 'vitest'
import { classifyWrite } from './write-failure.ts'

const cases: readonly (readonly [EngineErrorKind, string, string])[] = [
  ['stale', 'update out of sequence', 'replan'],
  ['conflict', 'name conflicts with an existing object: service a_b already exists', 'replan'],
  ['not-found', 'service abc not found', 'replan'],
  ['failed', 'rpc error: code = Unknown desc = raft: stopped', 'replan'],
  ['not-found', 'network shop_default not found', 'network-leaving'],
  ['failed', 'rpc error: code = NotFound desc = network x1 not found', 'network-leaving'],
  ['conflict', 'network with name shop_default already exists', 'network-leaving'],
  ['unreachable', 'connection refused', 'engine-away'],
  ['no-manager', 'This node is not a swarm manager.', 'engine-away'],
  ['refused', 'invalid reference format', 'refused'],
  [
    'refused',
    "port '80' is already in use by service 'shop_web' (x1) as an ingress port",
    'port-leaving',
  ],
  ['aborted', 'aborted', 'fatal'],
]

it.each(cases)('%s "%s" means %s', (kind, message, expected) => {
  expect(classifyWrite(new EngineError(kind, message))).toBe(expected)
})

it('takes every other error for fatal', () => {
  expect(classifyWrite(new Error('boom'))).toBe('fatal')
})
