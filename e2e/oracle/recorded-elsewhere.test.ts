import { describe, expect, test } from 'vitest'
import { disagreements } from './agree.ts'
import { convertCase } from './convert-case.ts'
import { readRecordedElsewhere, recordedElsewhereFolder } from './recorded-elsewhere.ts'

const folder = recordedElsewhereFolder(process.env)
const cases = folder === undefined ? [] : readRecordedElsewhere(folder)

test('there are recorded answers for the own test data of docker/cli', ({ skip }) => {
  skip(folder === undefined, 'KESAKO_ORACLE_DIR names no folder with them, so nothing is compared')
  expect(cases.length).toBeGreaterThan(70)
})

describe.skipIf(cases.length === 0)('agrees with the docker CLI on its own test data', () => {
  test.each(cases.map((recorded) => [recorded.given.name, recorded] as const))(
    '%s',
    (_, { given, answer }) => {
      expect(disagreements(given, answer, convertCase(given))).toEqual([])
    },
  )
})
