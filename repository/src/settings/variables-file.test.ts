import { expect, it } from 'vitest'
import { readVariablesFile } from './variables-file.ts'

it('reads values raw', () => {
  const text = '\uFEFF# comment\n\nA=1\r\n  B = no\nC="x" # y \nD=\nE\nA=2\n'
  const { variables, problems } = readVariablesFile('shop.env', Buffer.from(text))
  expect([...variables]).toEqual([
    ['A', '2'],
    ['C', '"x" # y '],
    ['D', ''],
    ['E', undefined],
  ])
  expect(problems.map(({ place }) => place)).toEqual([{ file: 'shop.env', line: 4, column: 3 }])
})

it.each([
  ['export A=1', 1],
  ['A=1\n=x', 2],
])('refuses %j', (text, line) => {
  expect(readVariablesFile('shop.env', Buffer.from(text)).problems[0]).toMatchObject({
    code: 'variables-broken',
    place: { line },
  })
})

it('names the first fifty of many wrong lines', () => {
  const { problems } = readVariablesFile('a.env', Buffer.from('no name\n'.repeat(100_000)))
  expect(problems).toHaveLength(50)
})

it('shows no control characters of a wrong line', () => {
  const { problems } = readVariablesFile('a.env', Buffer.from('a \u0085b=1\n'))
  expect(problems[0]?.message).toContain('\\u0085')
})
