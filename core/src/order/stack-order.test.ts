import { describe, expect, it } from 'vitest'
import { stackOrderProblems } from './stack-order.ts'

const place = { file: 'docker-compose-shop.yml', line: 3, column: 14 }

describe('the order of stacks', () => {
  it('has no problem where every stack that is named is there', () => {
    const stacks = [
      { name: 'db', dependsOn: [] },
      { name: 'shop', dependsOn: ['db'] },
      { name: 'mail', dependsOn: ['shop', 'db', 'db'] },
    ]
    expect(stackOrderProblems(stacks).size).toBe(0)
  })

  it('has a problem of the stack that names one that is not there', () => {
    const problems = stackOrderProblems([
      { name: 'db', dependsOn: [] },
      { name: 'shop', dependsOn: ['db', 'cache'], place, path: 'x-kesako.dependsOn' },
    ])
    expect([...problems]).toEqual([
      [
        'shop',
        [
          {
            code: 'depends-on-unknown-stack',
            severity: 'error',
            message: 'The stack shop depends on the stack "cache", which this repository has not.',
            remedy: 'Correct the name, or remove it from dependsOn.',
            place,
            path: 'x-kesako.dependsOn',
          },
        ],
      ],
    ])
  })

  it('has a problem of every stack on a circle, and of none beside it', () => {
    const problems = stackOrderProblems([
      { name: 'a', dependsOn: ['b'] },
      { name: 'b', dependsOn: ['c'] },
      { name: 'c', dependsOn: ['a'] },
      { name: 'user', dependsOn: ['a'] },
      { name: 'used', dependsOn: [] },
      { name: 'self', dependsOn: ['self', 'used'] },
    ])
    expect([...problems].map(([name, [first]]) => [name, first?.message])).toEqual([
      ['a', 'Stacks wait for each other in a circle: a -> b -> c -> a.'],
      ['b', 'Stacks wait for each other in a circle: a -> b -> c -> a.'],
      ['c', 'Stacks wait for each other in a circle: a -> b -> c -> a.'],
      ['self', 'Stacks wait for each other in a circle: self -> self.'],
    ])
  })
})
