import { describe, expect, it } from 'vitest'
import { type StackNeeds, stackOrderProblems } from './stack-order.ts'

const spot = {
  place: { file: 'docker-compose-shop.yml', line: 3, column: 14 },
  path: 'x-kesako.dependsOn.1',
}

function stack(name: string, ...dependsOn: readonly string[]): StackNeeds {
  return { name, dependsOn, spots: new Map(dependsOn.map((need) => [need, spot])) }
}

describe('the order of stacks', () => {
  it('has no problem where every stack that is named is there', () => {
    const stacks = [stack('db'), stack('shop', 'db'), stack('mail', 'shop', 'db', 'db')]
    expect(stackOrderProblems(stacks).size).toBe(0)
  })

  it('has a problem of the stack that names one that is not there, at its place', () => {
    const problem = {
      code: 'undefined-stack',
      severity: 'error',
      message: 'this repository has no stack "cache"',
      remedy: 'Correct the name, or remove it from dependsOn.',
      ...spot,
    }
    expect([...stackOrderProblems([stack('db'), stack('shop', 'db', 'cache')])]).toEqual([
      ['shop', [problem]],
    ])
  })

  it('has a problem of every stack on a circle, and of none beside it', () => {
    const problems = stackOrderProblems([
      stack('a', 'b'),
      stack('b', 'c'),
      stack('c', 'used', 'a'),
      stack('user', 'a'),
      stack('used'),
      stack('self', 'self'),
    ])
    const message = 'stacks wait for each other in a circle: a -> b -> c -> a'
    const code = 'depends-in-a-circle'
    const each = [{ code, severity: 'error', message, remedy: expect.any(String), ...spot }]
    expect([...problems]).toEqual([
      ['a', each],
      ['b', each],
      ['c', each],
    ])
  })
})
