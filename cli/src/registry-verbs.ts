import type { Command } from 'commander'
import { type Action, dataOption, examples, jsonOption } from './verb-options.ts'

/** Verbs about credentials for registries, in the server that runs on the data folder, else its state folder. */
export function addRegistryVerbs(kesako: Command, action: Action): void {
  const registry = kesako
    .command('registry')
    .description('credentials for image registries, kept in the state folder')
    .addHelpText(
      'after',
      examples(['registry ls', 'registry login registry.example.org:5000 --username kesako']),
    )

  registry
    .command('ls')
    .description('list the registries that there are credentials for, never the credentials')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['registry ls', 'registry ls --json']))
    .action(action(async () => (await import('./commands/registry-ls.ts')).registryLs))

  registry
    .command('login')
    .description('save credentials for a registry, after the engine logged in with them')
    .argument('<host>', 'host of the registry, with its port; docker.io for Docker Hub')
    .option('--username <name>', 'user name; asked for at the terminal when absent')
    .option('--password-stdin', 'read password or token from standard input')
    .option('--no-check', 'save without asking the registry')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'registry login registry.example.org:5000 --username kesako',
        'registry login docker.io --username ana --password-stdin <token.txt',
      ]),
    )
    .action(action(async () => (await import('./commands/registry-login.ts')).registryLogin))

  registry
    .command('logout')
    .description('forget the credentials for a registry; what runs goes on')
    .argument('<host>', 'host of the registry, with its port')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['registry logout registry.example.org:5000']))
    .action(action(async () => (await import('./commands/registry-logout.ts')).registryLogout))
}
