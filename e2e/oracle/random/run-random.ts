import * as fc from 'fast-check'
import { deployDisagreements } from '../agree.ts'
import { convertCase } from '../convert-case.ts'
import { inParallel } from '../in-parallel.ts'
import type { OracleCase } from '../oracle-case.ts'
import { recordDeploy } from '../record-cli.ts'
import { type RecordingEngine, startRecordingEngine } from '../recording-engine.ts'
import { foreseen } from './foreseen.ts'
import { randomCase } from './random-case.ts'
import { recipe } from './stack-arbitrary.ts'

export interface RandomOptions {
  /** Absolute path of a docker CLI. */
  readonly program: string
  readonly runs: number
  readonly seed: number
  /** How long a disagreement may be made smaller, in milliseconds. */
  readonly shrinkMs: number
}

export interface RandomOutcome {
  readonly seed: number
  readonly runs: number
  /** How many the CLI deploys, and how many of these we refuse because the engine would. */
  readonly deployed: number
  readonly foreseen: number
  /** The first that isn't equal, as small as it got; undefined when all agree. */
  readonly failure?: RandomFailure
}

export interface RandomFailure {
  /** Which of the runs, from 0. */
  readonly index: number
  readonly given: OracleCase
  readonly differences: readonly string[]
}

const lanes = 3

/** Makes random stacks, and compares what the docker CLI posts for them with our conversion. */
export async function runRandom(options: RandomOptions): Promise<RandomOutcome> {
  const cases = generate(options)
  const results = await inParallel(cases, lanes, startRecordingEngine, (given, engine) =>
    compare(given, options.program, engine),
  )
  const index = results.findIndex(({ differences }) => differences.length > 0)
  const outcome = {
    seed: options.seed,
    runs: cases.length,
    deployed: results.filter(({ deployed }) => deployed).length,
    foreseen: results.filter(({ foreseen }) => foreseen).length,
  }
  const given = cases[index]
  if (given === undefined) return outcome
  return { ...outcome, failure: await shrink({ index, given, ...results[index] }, options) }
}

/** The same cases that `shrink` starts from: a property makes them, and it never fails. */
function generate({ runs, seed }: RandomOptions): readonly OracleCase[] {
  const cases: OracleCase[] = []
  const collect = fc.property(recipe, (found) => {
    cases.push(randomCase(found))
  })
  fc.assert(collect, { seed, numRuns: runs })
  return cases
}

async function shrink(
  found: {
    readonly index: number
    readonly given: OracleCase
    readonly differences?: readonly string[]
  },
  { program, seed, shrinkMs }: RandomOptions,
): Promise<RandomFailure> {
  let smallest: RandomFailure = { ...found, differences: found.differences ?? [] }
  await using engine = await startRecordingEngine()
  const agrees = fc.asyncProperty(recipe, async (made) => {
    const given = randomCase(made)
    const { differences } = await compare(given, program, engine)
    if (differences.length === 0) return true
    smallest = { index: found.index, given, differences }
    return false
  })
  await fc.check(agrees, {
    seed,
    path: String(found.index),
    numRuns: 1,
    interruptAfterTimeLimit: shrinkMs,
  })
  return smallest
}

interface Comparison {
  readonly deployed: boolean
  readonly foreseen: boolean
  readonly differences: readonly string[]
}

async function compare(
  given: OracleCase,
  program: string,
  engine: RecordingEngine,
): Promise<Comparison> {
  const deploy = await recordDeploy(given, { program, engine })
  const ours = convertCase(given)
  const isForeseen = deploy.bodies !== undefined && foreseen(ours.problems)
  return {
    deployed: deploy.bodies !== undefined,
    foreseen: isForeseen,
    differences: isForeseen ? [] : deployDisagreements(deploy, ours),
  }
}
