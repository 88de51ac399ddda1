import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { parseCpus } from '../compose/syntax/cpus.ts'
import { parseDuration } from '../compose/syntax/duration.ts'
import { parseSize } from '../compose/syntax/size.ts'
import { writeCpus, writeDuration, writePairs, writeSize } from './write-values.ts'

it.each([
  [0, '0s'],
  [30_000_000_000, '30s'],
  [90_000_000_000, '1m30s'],
  [86_400_000_000_000, '24h'],
  [1_500_000_000, '1s500ms'],
  [1, '1ns'],
  [-1_000_000_000, '-1s'],
])('writes the duration %d as %s', (nanoseconds, text) => {
  expect(writeDuration(nanoseconds)).toBe(text)
})

it.each([
  [536_870_912, '512M'],
  [1_610_612_736, '1536M'],
  [2_147_483_648, '2G'],
  [1024, '1K'],
  [1000, '1000'],
])('writes the size %d as %s', (bytes, text) => {
  expect(writeSize(bytes)).toBe(text)
})

it.each([
  [500_000_000, '0.5'],
  [2_000_000_000, '2'],
  [1, '0.000000001'],
  [12_340_000_000, '12.34'],
])('writes %d billionths of a CPU as %s', (nano, text) => {
  expect(writeCpus(nano)).toBe(text)
})

it('what is written is read as the same number', () => {
  const number = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  assert(
    property(number, (value) => {
      expect(parseDuration(writeDuration(value))).toBe(value)
      expect(parseSize(writeSize(value))).toBe(value)
      expect(parseCpus(writeCpus(value))).toEqual({ nano: value })
    }),
  )
})

it('writes pairs as a mapping, and as a list where a mapping could not have them', () => {
  expect(writePairs([])).toBeUndefined()
  expect(
    writePairs([
      ['A', ''],
      ['B', undefined],
    ]),
  ).toEqual({ A: '', B: null })
  expect(writePairs([['', 'x']])).toEqual(['=x'])
  expect(
    writePairs([
      ['A', '1'],
      ['A', '2'],
    ]),
  ).toEqual(['A=1', 'A=2'])
})
