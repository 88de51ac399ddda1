import { expect, test } from 'vitest'
import { presentProblems } from './present-problems.ts'
import type { Problem } from './problem.ts'

function shown(message: string): string | undefined {
  return presentProblems([{ code: 'c', severity: 'error', message }])[0]?.message
}

test.each([
  ['é 😀 "x"', 'é 😀 "x"'],
  ['a\u001B[2Jb', 'a\\u001b[2Jb'],
  ['a\r\nb', 'a\\u000d\\u000ab'],
  ['a\u202Eb\u2028c', 'a\\u202eb\\u2028c'],
  ['\uD83D', '\\ud83d'],
])('shows %j as %j', (message, expected) => {
  expect(shown(message)).toBe(expected)
})

test('cuts a long sentence in the middle', () => {
  const message = `the key "${'x'.repeat(1_000_000)}" stands twice`
  expect(shown(message)).toMatch(/^the key "x{391} … x+" stands twice$/)
})

test('names the first 200 problems and says how many follow', () => {
  const problem: Problem = { code: 'c', severity: 'error', message: 'wrong' }
  const problems = presentProblems(Array.from({ length: 5000 }, () => problem))
  expect(problems).toHaveLength(201)
  expect(problems.at(-1)).toMatchObject({
    severity: 'error',
    message: 'there are 4800 more problems like these',
  })
  expect(presentProblems(problems)).toEqual(presentProblems(presentProblems(problems)))
})
