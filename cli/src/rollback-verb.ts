import type { Command } from 'commander'
import { type Action, dataOption, dryRunOption, examples, jsonOption } from './verb-options.ts'

/** The way back to an earlier revision of one stack, through the server that runs on the data folder. */
export function addRollbackVerb(kesako: Command, action: Action): void {
  kesako
    .command('rollback')
    .description(
      "commit a stack's own inputs as they were at an earlier revision, by the server here",
    )
    .argument('<stack>', 'name of the stack')
    .argument('<revision>', 'commit of its history')
    .addOption(dryRunOption())
    .option('--include-shared', 'restore inputs that other stacks use too')
    .option('--pin', 'write the digests that ran then into the Compose file')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['rollback shop 4b7e1d9 --dry-run', 'rollback shop 4b7e1d9']))
    .action(action(async () => (await import('./commands/rollback.ts')).rollback))
}
