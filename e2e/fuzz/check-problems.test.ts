import type { Problem } from '@kesako/core'
import { expect, test } from 'vitest'
import { faultsOfProblems, faultsOfResult, SECRET } from './check-problems.ts'

const files = new Map([['f.yml', new TextEncoder().encode('a: 1\nb: 2\n')]])

function faults(problem: Partial<Problem>): readonly string[] {
  return faultsOfProblems(
    [{ code: 'some-code', severity: 'error', message: 'wrong', ...problem }],
    files,
  )
}

test.each<[string, Partial<Problem>]>([
  ['a code that is no code', { code: 'Some code' }],
  ['an empty sentence', { message: '' }],
  ['a long sentence', { message: 'x'.repeat(3000) }],
  ['a control character', { remedy: 'a\u001B[2J' }],
  ['a secret in a sentence', { message: `the value "${SECRET}-a"` }],
  ['text of the runtime in a sentence', { message: 'TypeError: x is undefined' }],
  ['a place in a file that was not given', { place: { file: 'g.yml', line: 1, column: 1 } }],
  ['a place outside of the file', { place: { file: 'f.yml', line: 2, column: 9 } }],
])('finds %s', (fault, problem) => {
  expect(faults(problem)[0]).toContain(fault)
})

test('finds nothing wrong with an ordinary problem', () => {
  expect(faults({ place: { file: 'f.yml', line: 2, column: 5 }, path: 'b' })).toEqual([])
})

test('wants a result or an error', () => {
  const error: Problem = { code: 'c', severity: 'error', message: 'm' }
  expect(faultsOfResult(true, [])).toEqual([])
  expect(faultsOfResult(false, [error])).toEqual([])
  expect(faultsOfResult(true, [error])).toHaveLength(1)
  expect(faultsOfResult(false, [])).toHaveLength(1)
})
