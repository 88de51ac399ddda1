import { describe, expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { portMoves } from './port-moves.ts'
import { running, stack } from './test-swarm/plan-case.ts'

const on = (...numbers: readonly number[]) => ({
  ports: numbers.map((number) => ({ TargetPort: 80, PublishedPort: number })),
})
const onHost = (number: number) => ({
  ports: [{ TargetPort: 80, PublishedPort: number, PublishMode: 'host' }],
})
const messages = (
  ...[desired, live, order = DEFAULT_STACK_POLICY]: [
    Parameters<typeof portMoves>[0],
    Parameters<typeof portMoves>[1],
    Parameters<typeof portMoves>[2]?,
  ]
) => portMoves(desired, live, order).map(({ message }) => message)

describe('published ports that move between services', () => {
  it('are no problem where one gives up what the other gets', () => {
    const live = running(stack({ api: on(81), web: on(80) }))
    expect(messages(stack({ api: on(80), web: {} }), live)).toEqual([])
  })

  it('can’t be exchanged at once', () => {
    const live = running(stack({ api: on(81), web: on(80) }))
    expect(messages(stack({ api: on(80), web: on(81) }), live)).toEqual([
      'The services shop_api -> shop_web -> shop_api exchange published ports, and the engine lets none of them be the first.',
    ])
  })

  it('may be exchanged on nodes, where the swarm finds out', () => {
    const live = running(stack({ api: onHost(81), web: onHost(80) }))
    expect(messages(stack({ api: onHost(80), web: onHost(81) }), live)).toEqual([])
  })

  it('can’t be had in an earlier stage than they are given up', () => {
    const live = running(stack({ api: {}, web: on(80) }))
    const order = { ...DEFAULT_STACK_POLICY, waves: new Map([['web', 1]]) }
    expect(messages(stack({ api: on(80), web: {} }), live, order)).toEqual([
      'shop_api gets the port 80/tcp in stage 1 of 2 (wave 0), and shop_web gives it up only in stage 2 of 2 (wave 1).',
    ])
    const later = { ...DEFAULT_STACK_POLICY, waves: new Map([['api', 1]]) }
    expect(messages(stack({ api: on(80), web: {} }), live, later)).toEqual([])
  })

  it('of a service that is dropped are none of its business', () => {
    const live = running(stack({ old: on(80) }))
    expect(messages(stack({ web: on(80) }), live)).toEqual([])
  })
})
