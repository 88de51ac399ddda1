import { assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import { convertCase } from '../convert-case.ts'
import type { OracleCase } from '../oracle-case.ts'
import { randomCase } from './random-case.ts'
import { recipe } from './stack-arbitrary.ts'

function casesOf(seed: number, numRuns: number): readonly OracleCase[] {
  const cases: OracleCase[] = []
  const collect = property(recipe, (found) => {
    cases.push(randomCase(found))
  })
  assert(collect, { seed, numRuns })
  return cases
}

test('a seed makes the same stacks again, and another seed others', () => {
  expect(casesOf(3, 20)).toEqual(casesOf(3, 20))
  expect(casesOf(4, 20)).not.toEqual(casesOf(3, 20))
})

test('about half of the random stacks convert, in every kind of file', () => {
  const cases = casesOf(1, 150)
  const converted = cases.filter((given) => convertCase(given).bodies !== undefined)
  expect(converted.length).toBeGreaterThan(50)
  expect(converted.length).toBeLessThan(140)
  const texts = converted.flatMap(({ files, composeFiles }) =>
    composeFiles.map((path) => files.get(path)?.toString() ?? ''),
  )
  expect(texts.length).toBeGreaterThan(converted.length)
  for (const part of [/: &a\d/, /<<:/, /: \|/, /\{/, /: '/, /\$\{V0_/, /version: .3\.\d/]) {
    expect(texts.some((text) => part.test(text))).toBe(true)
  }
})
