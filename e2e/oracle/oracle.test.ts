import { expect, test } from 'vitest'
import { disagreements } from './agree.ts'
import { convertCase } from './convert-case.ts'
import { OLDEST_MAJOR } from './find-cli.ts'
import { readGolden, readRecordedWith } from './golden.ts'
import { readCases, TESTDATA } from './oracle-case.ts'

const cases = readCases(TESTDATA)

test('the goldens come from a CLI that is new enough', () => {
  const version = readRecordedWith(TESTDATA) ?? 'none'
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(OLDEST_MAJOR)
})

test.each(cases.map((given) => [given.name, given] as const))('%s', (name, given) => {
  const golden = readGolden(TESTDATA, name)
  if (golden === undefined) throw new Error('It has no golden yet: npm run oracle records one.')
  expect(disagreements(given, golden, convertCase(given))).toEqual([])
})
