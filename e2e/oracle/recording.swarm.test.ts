import { expect, test } from 'vitest'
import { findCli } from './find-cli.ts'
import { readGolden, readRecordedWith, sameAnswer } from './golden.ts'
import { inParallel } from './in-parallel.ts'
import { readCases, TESTDATA } from './oracle-case.ts'
import { recordCli } from './record-cli.ts'
import { startRecordingEngine } from './recording-engine.ts'

const SAMPLE = 30

const cli = await findCli(process.env)
const cases = readCases(TESTDATA)
const every = Math.max(1, Math.floor(cases.length / SAMPLE))

test('the docker CLI still answers a sample of the cases as it was recorded', async ({ skip }) => {
  if ('refusal' in cli) return skip(cli.refusal)
  const recordedWith = readRecordedWith(TESTDATA)
  skip(
    cli.version !== recordedWith,
    `the CLI has version ${cli.version}, the goldens come from ${recordedWith}`,
  )
  const sample = cases.filter((_, index) => index % every === 0)
  const changed = await inParallel(sample, 2, startRecordingEngine, async (given, engine) => {
    const answer = await recordCli(given, { program: cli.program, engine })
    const golden = readGolden(TESTDATA, given.name)
    return golden !== undefined && sameAnswer(golden, answer) ? [] : [given.name]
  })
  expect(sample.length).toBeGreaterThanOrEqual(SAMPLE)
  expect(changed.flat()).toEqual([])
})
