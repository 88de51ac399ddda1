import { parseArgs } from 'node:util'

export interface FuzzArguments {
  readonly seconds: number
  readonly seed: number
  readonly corpus: readonly string[]
  readonly again: string | undefined
  readonly out: string | undefined
  readonly help: boolean
}

export const USAGE = `Usage: npm run fuzz -- [options]

Gives random and damaged files to everything that reads files of a stacks repository, in a thread
with bounds. A crash, more than a second of processor time, too much memory, or an answer that
breaks a rule is a finding: it is made smaller and written to a folder.

  --seconds N    how long, in seconds of wall time (default 60)
  --seed N       the same seed tries the same inputs (default: another one each time)
  --corpus DIR   more files to start from; may be repeated
  --out DIR      where findings go (default: a new folder below the system's temporary one)
  --again DIR    try the finding in this folder once more
  --help         print this

Exit code: 0 when nothing was found, 1 when something was, 2 for wrong arguments.
`

/** Throws a TypeError with a sentence for arguments that it doesn't know. */
export function readArguments(args: readonly string[], seed: number): FuzzArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(seed) },
      corpus: { type: 'string', multiple: true, default: [] },
      again: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return {
    seconds: wholeNumber('--seconds', values.seconds, 86_400),
    seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
    corpus: values.corpus,
    again: values.again,
    out: values.out,
    help: values.help,
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= most) return value
  throw new TypeError(`${option} takes a whole number up to ${most}, not "${text}"`)
}
