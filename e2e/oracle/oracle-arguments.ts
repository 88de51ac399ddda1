import { parseArgs } from 'node:util'

export interface OracleArguments {
  /** Compare a fresh recording with the goldens, write nothing. */
  readonly check: boolean
  readonly json: boolean
  readonly help: boolean
  readonly area: string | undefined
  readonly case: string | undefined
  /** How many random stacks to compare in place of the cases. */
  readonly random: number | undefined
  /** What the random stacks are made from; the same seed makes the same ones. */
  readonly seed: number | undefined
}

export const USAGE = `Usage: npm run oracle -- [options]

Deploys every case of e2e/oracle/testdata with the docker CLI to an engine that only records, keeps
what it posted as golden files, and compares it with what our converter makes of the same files.

  --check        compare with the goldens as they are, write nothing
  --area NAME    only cases of this area, such as interpolation
  --case NAME    only cases whose name contains this
  --random N     make N random stacks and compare these, in place of the cases
  --seed N       make the same random stacks as before
  --json         print the outcome for machines
  --help         print this

The docker CLI is the one in PATH, or the one that KESAKO_ORACLE_CLI names.

Examples:
  npm run oracle                                 record everything again
  npm run oracle -- --check                      has a new CLI other answers?
  npm run oracle -- --area ports --case range    record what these cases say
  npm run oracle -- --random 500 --seed 7        compare 500 random stacks

Exit code: 0 when all agree, 1 when something differs, 2 when nothing could be compared.
`

/** Throws a TypeError with a sentence for arguments that it doesn't know. */
export function readArguments(args: readonly string[]): OracleArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      area: { type: 'string' },
      case: { type: 'string' },
      random: { type: 'string' },
      seed: { type: 'string' },
    },
  })
  return {
    ...values,
    area: values.area,
    case: values.case,
    random: wholeNumber('random', values.random),
    seed: wholeNumber('seed', values.seed),
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new TypeError(`--${name} needs a whole number, not "${text}".`)
}

export function isChosen(name: string, { area, case: part }: OracleArguments): boolean {
  const [areaOf = '', caseOf = ''] = name.split('/')
  return (area === undefined || areaOf === area) && (part === undefined || caseOf.includes(part))
}
