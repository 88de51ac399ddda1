import type { Command } from 'commander'
import { type Action, dataOption, examples, jsonOption } from './verb-options.ts'

/** Verbs for the stack definitions that come with Kesako. */
export function addDefinitionVerbs(kesako: Command, action: Action): void {
  const definitions = kesako
    .command('definitions')
    .description(
      'templates of stacks that come with Kesako: list, copy into the repository, render',
    )
    .addHelpText('after', examples(['definitions ls', 'definitions add postgres']))

  definitions
    .command('ls')
    .description('list the stack definitions that come with Kesako')
    .addOption(jsonOption())
    .addHelpText('after', examples(['definitions ls', 'definitions ls --json']))
    .action(action(async () => (await import('./commands/definitions-ls.ts')).definitionsLs))

  definitions
    .command('add')
    .description('commit one to the repository of the running server; one that is there is kept')
    .argument('<name>', 'name of the definition')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['definitions add postgres']))
    .action(action(async () => (await import('./commands/definitions-add.ts')).definitionsAdd))

  definitions
    .command('render')
    .description('print the Compose file that a definition and options give')
    .argument('<name>', 'name of the definition')
    .option('--template <file>', 'a template of your own in place of one that comes with Kesako')
    .option(
      '--options <file>',
      'JSON with a value for each option; of a secret one, the name of the swarm secret',
    )
    .addHelpText(
      'after',
      examples([
        'definitions render redis',
        'definitions render web --template docker-compose-template.yml --options options.json',
      ]),
    )
    .action(
      action(async () => (await import('./commands/definitions-render.ts')).definitionsRender),
    )
}
