import { expect, test } from 'vitest'
import { isChosen, readArguments } from './oracle-arguments.ts'

test('chooses by area, and by a part of the name of a case', () => {
  expect(isChosen('ports/range', readArguments([]))).toBe(true)
  expect(isChosen('ports/range', readArguments(['--area', 'ports']))).toBe(true)
  expect(isChosen('ports/range', readArguments(['--area', 'port']))).toBe(false)
  expect(isChosen('ports/range', readArguments(['--case', 'ran']))).toBe(true)
  expect(isChosen('ports/range', readArguments(['--area', 'ports', '--case', 'long']))).toBe(false)
})

test('refuses what it does not know', () => {
  expect(() => readArguments(['--foo'])).toThrow(TypeError)
  expect(() => readArguments(['foo'])).toThrow(TypeError)
})

test('reads how many random stacks, and the seed', () => {
  expect(readArguments(['--random', '500', '--seed', '7'])).toMatchObject({ random: 500, seed: 7 })
  expect(readArguments([])).toMatchObject({ random: undefined, seed: undefined })
  expect(() => readArguments(['--random', 'many'])).toThrow('--random needs a whole number')
})
