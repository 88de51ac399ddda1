import { Option } from 'commander'
import type { ExitCode } from './exit-code.ts'
import type { World } from './world.ts'

/** What a verb of the command line runs. */
export type Verb = (world: World, ...args: never[]) => Promise<ExitCode>

/** Makes a verb's module into what commander calls; verbs are loaded when they run. */
export type Action = (load: () => Promise<Verb>) => (...args: unknown[]) => Promise<void>

export const jsonOption = (): Option => new Option('--json', 'print one JSON document')
export const dataOption = (): Option =>
  new Option('--data <dir>', 'data folder (KESAKO_DATA; default /var/lib/kesako for root)')
export const dryRunOption = (): Option =>
  new Option('--dry-run', 'say what would happen, and do nothing')

/** The part of `--help` that shows how a verb is used. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ kesako ${line}`).join('\n')}`
}
