import type { Command } from 'commander'
import { type Action, dataOption, dryRunOption, examples, jsonOption } from './verb-options.ts'

/** Verbs that act on the swarm by name, through the server that runs on the data folder. */
export function addSwarmVerbs(kesako: Command, action: Action): void {
  kesako
    .command('restart')
    .description('start every task of a service, or of all services of a stack, anew')
    .argument('<name>', 'a service (shop_web), or a stack')
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['restart shop_web', 'restart shop --dry-run']))
    .action(action(async () => (await import('./commands/restart.ts')).restart))

  kesako
    .command('kill')
    .description("kill a task's container; the swarm starts another in its place")
    .argument('<task>', 'its slot (shop_web.1), its id or the beginning of it')
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['kill shop_web.1', 'kill q3kx1v5c9y7n --dry-run']))
    .action(action(async () => (await import('./commands/kill.ts')).kill))

  kesako
    .command('pause')
    .description('leave every stack, or one, as it is until it is resumed')
    .option('--stack <name>', 'only this stack')
    .option('--reason <text>', 'why, for everybody to read')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['pause', 'pause --stack shop --reason "the database moves"']))
    .action(action(async () => (await import('./commands/pause.ts')).pause))

  kesako
    .command('resume')
    .description('end a pause; what waited is done at once')
    .option('--stack <name>', 'only the pause of this stack')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['resume', 'resume --stack shop']))
    .action(action(async () => (await import('./commands/pause.ts')).resume))

  const node = kesako
    .command('node')
    .description('nodes of the swarm: list them, drain and activate one')
    .addHelpText('after', examples(['node ls', 'node drain node-b --dry-run']))

  node
    .command('ls')
    .description('list the nodes with what runs there')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['node ls', 'node ls --json']))
    .action(action(async () => (await import('./commands/node-ls.ts')).nodeLs))

  node
    .command('drain')
    .description('stop all tasks of a node and let it get no more')
    .argument('<node>', 'its host name, or its id')
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['node drain node-b --dry-run', 'node drain node-b']))
    .action(action(async () => (await import('./commands/node-availability.ts')).nodeDrain))

  node
    .command('activate')
    .description('let a node get tasks again')
    .argument('<node>', 'its host name, or its id')
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['node activate node-b']))
    .action(action(async () => (await import('./commands/node-availability.ts')).nodeActivate))
}
