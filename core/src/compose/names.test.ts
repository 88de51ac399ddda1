import { expect, test } from 'vitest'
import type { Problem } from '../problem.ts'
import { checkName, stackNameProblem } from './names.ts'

const spot = { place: { file: 'f', line: 1, column: 1 }, path: '' }

function isRefused(kind: 'service' | 'secret', name: string): boolean {
  const problems: Problem[] = []
  checkName(kind, name, spot, (problem) => problems.push(problem))
  return problems.length > 0
}

test.each(['shop', 'my-stack_2', 'A', '0'])('takes %j as a stack', (name) => {
  expect(stackNameProblem(name)).toBeUndefined()
})

test.each(['', ' ', 'a b', '-a', '_a', 'a.b', 'ä', 'a/b', 'a'.repeat(62)])(
  'refuses %j as a stack',
  (name) => {
    expect(stackNameProblem(name)?.code).toBe('stack-name')
  },
)

test.each(['S_a-b', 'S_a_b', 'S_1'])('takes %j as a service', (name) => {
  expect(isRefused('service', name)).toBe(false)
})

test.each(['S_a.b', 'S_a-', 'S_', `S_${'a'.repeat(62)}`])('refuses %j as a service', (name) => {
  expect(isRefused('service', name)).toBe(true)
})

test('takes dots in the name of a secret, and 64 characters', () => {
  expect(isRefused('secret', `S_a.b${'a'.repeat(59)}`)).toBe(false)
  expect(isRefused('secret', 'S_a.')).toBe(true)
})

test('judges a long bad name at once', () => {
  expect(isRefused('service', `${'a'.repeat(62)}.`)).toBe(true)
})
