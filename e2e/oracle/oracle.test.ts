import { expect, test } from 'vitest'
import { disagreements } from './agree.ts'
import { convertCase } from './convert-case.ts'
import { OLDEST_MAJOR } from './find-cli.ts'
import { readGolden, readRecordedWith } from './golden.ts'
import { type OracleCase, readCases, TESTDATA } from './oracle-case.ts'

const areas = Map.groupBy(readCases(TESTDATA), ({ name }) => name.split('/')[0] ?? '')

test('the goldens come from a CLI that is new enough', () => {
  const version = readRecordedWith(TESTDATA) ?? 'none'
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(OLDEST_MAJOR)
})

// One test an area: thousands of tests would take longer than what they test.
test.each([...areas])('%s', (_, cases) => {
  expect(cases.flatMap(differences)).toEqual([])
})

function differences(given: OracleCase): readonly string[] {
  const golden = readGolden(TESTDATA, given.name)
  if (golden === undefined) return [`${given.name} has no golden: npm run oracle records one.`]
  const found = disagreements(given, golden, convertCase(given))
  return found.map((difference) => `${given.name}: ${difference}`)
}
