import { type Command, Option } from 'commander'
import { type Action, dataOption, examples, jsonOption } from './verb-options.ts'

/** Verbs about who may do what, through the server that runs on the data folder, else in its state folder. */
export function addAccessVerbs(kesako: Command, action: Action): void {
  const token = kesako
    .command('token')
    .description('tokens of people and programs: make, list, revoke')
    .addHelpText(
      'after',
      examples(['token ls', "token create ana --role deployer --stacks 'team-a-*'"]),
    )

  token
    .command('create')
    .description('make a token; its secret is printed this once')
    .argument('<name>', 'whose it is; commits made with it bear this name')
    .addOption(
      new Option('--role <role>', 'what it may do')
        .choices(['viewer', 'deployer', 'admin'])
        .makeOptionMandatory(),
    )
    .option(
      '--stacks <pattern>',
      'stacks that a deployer may change, * for any characters; repeatable (default all)',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option('--expires <days>', 'when it ends: 90d, or never', 'never')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(["token create team-a --role deployer --stacks 'team-a-*' --expires 90d"]),
    )
    .action(action(async () => (await import('./commands/token.ts')).tokenCreate))

  token
    .command('ls')
    .description('list tokens, never their secrets')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['token ls', 'token ls --json']))
    .action(action(async () => (await import('./commands/token.ts')).tokenLs))

  token
    .command('revoke')
    .description('revoke a token, and end what was opened with it')
    .argument('<token>', 'its name or id')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['token revoke ana']))
    .action(action(async () => (await import('./commands/token.ts')).tokenRevoke))

  kesako
    .command('audit')
    .description('show who did, or tried to do, what, newest first')
    .option('-n, --limit <count>', 'how many', '50')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['audit', 'audit -n 500 --json']))
    .action(action(async () => (await import('./commands/audit.ts')).audit))
}
