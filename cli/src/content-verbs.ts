import { type Command, Option } from 'commander'
import { type Action, dataOption, dryRunOption, examples, jsonOption } from './verb-options.ts'

const labelOption = (): Option =>
  new Option('--label <key=value>', 'label of it; repeatable').argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  )

/** `kesako secret` and `kesako config`: what stacks name as external. Values are written, never read back. */
export function addContentVerbs(kesako: Command, action: Action): void {
  const secret = kesako
    .command('secret')
    .description('secrets of the swarm that stacks name as external; written, never read back')
    .addHelpText('after', examples(['secret ls', 'secret create shop-db-password password.txt']))
  secret
    .command('ls')
    .description('list the secrets with who uses each, never their values')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['secret ls', 'secret ls --json']))
    .action(action(async () => (await import('./commands/content-ls.ts')).secretLs))
  creation(secret, 'secret', [
    'secret create shop-db-password password.txt',
    'openssl rand -hex 32 | kesako secret create shop-db-password',
    'secret create shop-db-password new.txt --replace',
  ]).action(action(async () => (await import('./commands/content-create.ts')).secretCreate))
  removal(secret, 'secret').action(
    action(async () => (await import('./commands/content-rm.ts')).secretRm),
  )

  const config = kesako
    .command('config')
    .description('configs of the swarm that stacks name as external')
    .addHelpText('after', examples(['config ls', 'config create shop-nginx nginx.conf']))
  config
    .command('ls')
    .description('list the configs with who uses each, without their values')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['config ls', 'config ls --json']))
    .action(action(async () => (await import('./commands/content-ls.ts')).configLs))
  creation(config, 'config', [
    'config create shop-nginx nginx.conf',
    'config create shop-nginx nginx.conf --replace --dry-run',
  ]).action(action(async () => (await import('./commands/content-create.ts')).configCreate))
  removal(config, 'config').action(
    action(async () => (await import('./commands/content-rm.ts')).configRm),
  )
}

function creation(parent: Command, kind: string, lines: readonly string[]): Command {
  return parent
    .command('create')
    .description(`make a ${kind} out of a file or standard input`)
    .argument('<name>', 'its name on the swarm')
    .argument('[file]', 'file with the value; absent or - is standard input')
    .option('--replace', `give one that is there, and that no service uses, this value`)
    .option('--force', 'with --replace: also one that was not made through Kesako')
    .addOption(labelOption())
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(lines).replace('$ kesako openssl', '$ openssl'))
}

function removal(parent: Command, kind: string): Command {
  return parent
    .command('rm')
    .description(`remove ${kind}s that no service uses`)
    .argument('<names...>', 'names on the swarm')
    .option('--force', 'also what files in Git name, and what was not made through Kesako')
    .addOption(dryRunOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples([`${kind} rm shop-old`, `${kind} rm shop-old --dry-run`]))
}
