import { disagreements } from './agree.ts'
import { convertCase } from './convert-case.ts'
import { type Cli, findCli } from './find-cli.ts'
import { formatOutcome, type CaseOutcome } from './format-outcome.ts'
import { readGolden, sameAnswer, writeGolden, writeRecordedWith } from './golden.ts'
import { inParallel } from './in-parallel.ts'
import { isChosen, type OracleArguments, readArguments, USAGE } from './oracle-arguments.ts'
import { type OracleCase, readCases, TESTDATA } from './oracle-case.ts'
import { type CliAnswer, recordCli } from './record-cli.ts'
import { formatRandom } from './random/format-random.ts'
import { runRandom } from './random/run-random.ts'
import { type RecordingEngine, startRecordingEngine } from './recording-engine.ts'

const LANES = 3

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let chosen: OracleArguments
  try {
    chosen = readArguments(args)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  if (chosen.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const cli = await findCli(process.env)
  if ('refusal' in cli) {
    process.stderr.write(`${cli.refusal}\n`)
    return 2
  }
  if (chosen.random !== undefined) return compareRandom(chosen.random, chosen, cli)
  const cases = readCases(TESTDATA).filter(({ name }) => isChosen(name, chosen))
  if (cases.length === 0) {
    process.stderr.write('No case has such a name. --help shows what can be chosen.\n')
    return 2
  }
  const outcomes = await inParallel(cases, LANES, startRecordingEngine, (given, engine) =>
    compare(given, { program: cli.program, engine, check: chosen.check }),
  )
  const isEverything = chosen.area === undefined && chosen.case === undefined
  if (isEverything && !chosen.check) writeRecordedWith(TESTDATA, cli.version)
  const outcome = { cli: cli.version, outcomes }
  process.stdout.write(chosen.json ? `${JSON.stringify(outcome)}\n` : formatOutcome(outcome))
  return outcomes.every(({ differences }) => differences.length === 0) ? 0 : 1
}

/** Random stacks; the seed is the time where none is given, and is printed. */
async function compareRandom(
  runs: number,
  { seed = Math.trunc(Date.now() / 1000) % 1_000_000_000, json }: OracleArguments,
  { program, version }: Cli,
): Promise<number> {
  const outcome = await runRandom({ program, runs, seed, shrinkMs: 60_000 })
  const found = { ...outcome, failure: outcome.failure?.differences }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : formatRandom(version, outcome))
  return outcome.failure === undefined ? 0 : 1
}

interface Comparison {
  readonly program: string
  readonly engine: RecordingEngine
  readonly check: boolean
}

/** Records one case; a golden that says the same already stays as it is. */
async function compare(
  given: OracleCase,
  { program, engine, check }: Comparison,
): Promise<CaseOutcome> {
  const answer = await recordCli(given, { program, engine })
  const golden = readGolden(TESTDATA, given.name)
  const isSame = golden !== undefined && sameAnswer(golden, answer)
  if (!check && !isSame) writeGolden(TESTDATA, given.name, answer)
  const stale = check && !isSame ? ['the CLI answers something else than what the golden says'] : []
  const differences = [...stale, ...compareWithOurs(given, answer)]
  return {
    name: given.name,
    refused: answer.deploy.code !== 0,
    ...(given.differs === undefined ? {} : { kept: given.differs.reason }),
    recorded: !check && !isSame,
    differences,
  }
}

/** What the converter throws is a difference like any other, so that all others are seen, too. */
function compareWithOurs(given: OracleCase, answer: CliAnswer): readonly string[] {
  try {
    return disagreements(given, answer, convertCase(given))
  } catch (error) {
    return [`our converter throws: ${error instanceof Error ? error.message : String(error)}`]
  }
}
