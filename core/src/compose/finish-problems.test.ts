import { expect, test } from 'vitest'
import type { Problem } from '../problem.ts'
import { finishProblems } from './finish-problems.ts'

function at(line: number, message: string, file = 'a'): Problem {
  return { code: 'c', severity: 'error', message, place: { file, line, column: 1 } }
}

test('sorts by file, line and column, and puts what has no place first', () => {
  const general: Problem = { code: 'c', severity: 'error', message: 'general' }
  const problems = [at(3, 'three'), at(1, 'other', 'b'), at(2, 'two'), general]
  const order = finishProblems(problems, new Map()).map((problem) => problem.message)
  expect(order).toEqual(['general', 'two', 'three', 'other'])
})

test('puts the name of a variable where its value is quoted', () => {
  const variables = new Map([
    ['TOKEN', 'hunter2'],
    ['LONG', 'hunter2-and-more'],
    ['SHORT', 'x'],
    ['UNSET', undefined],
  ])
  const [problem] = finishProblems(
    [at(1, 'hunter2 in words, "hunter2-and-more" and "x hunter2"')],
    variables,
  )
  expect(problem?.message).toBe('hunter2 in words, "${LONG}" and "x ${TOKEN}"')
})

test.each([
  ['the image "t"hunter2Aa" is wrong', 'the image "t"${TOKEN}" is wrong'],
  ['the image "x"hunter2Aa"y" is wrong', 'the image "x"${TOKEN}"y" is wrong'],
  ['Write "hunter2aa"', 'Write "${TOKEN}"'],
])('hides values in texts that have quotes, and in lower case: %s', (message, expected) => {
  const [problem] = finishProblems([at(1, message)], new Map([['TOKEN', 'hunter2Aa']]))
  expect(problem?.message).toBe(expected)
})
