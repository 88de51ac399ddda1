import { Command, Option } from 'commander'
import { addContentVerbs } from './content-verbs.ts'
import type { ExitCode } from './exit-code.ts'
import { addAccessVerbs } from './access-verbs.ts'
import { addDefinitionVerbs } from './definition-verbs.ts'
import { addRegistryVerbs } from './registry-verbs.ts'
import { addRollbackVerb } from './rollback-verb.ts'
import { addSwarmVerbs } from './swarm-verbs.ts'
import { dataOption, examples, jsonOption, type Verb } from './verb-options.ts'
import type { World } from './world.ts'

/** Repeatable `-c`, as in `docker stack deploy`. */
function composeFileOption(): Option {
  return new Option(
    '-c, --compose-file <file>',
    'Compose file; repeatable, later files override, "-" is standard input',
  ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
}

const repoOption = (): Option =>
  new Option('--repo <dir>', 'stacks repository: a bare repository or a clone')
const revisionOption = (): Option =>
  new Option('--revision <rev>', 'revision to take instead of the head of main')
const stackOption = (): Option => new Option('--stack <name>', 'only this stack of the repository')
const resolveOption = (): Option =>
  new Option('--resolve', 'ask registries for every image again, so that a moved tag is seen')
const listenOption = (): Option =>
  new Option('--listen <host:port>', 'address of API and page').default('127.0.0.1:8080')

/** Where `serve` and `up` listen, and how that is kept safe elsewhere than on loopback. */
function listenOptions(verb: Command): Command {
  return verb
    .addOption(listenOption())
    .option('--tls-cert <file>', 'certificate chain, PEM; read again when it changes or on SIGHUP')
    .option('--tls-key <file>', 'its key, PEM')
    .option(
      '--trusted-proxy <address>',
      'address or subnet of a proxy that ends TLS in front; repeatable',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option('--public-address <url>', 'address that people use: https://kesako.example.org')
}

/** The whole command line; `finish` gets the exit code of the verb that ran. */
export function program(world: World, finish: (code: ExitCode) => void): Command {
  /** Verbs are loaded when they run, so that `convert` doesn't pay for the server. */
  const action =
    (load: () => Promise<Verb>) =>
    async (...args: unknown[]): Promise<void> => {
      const verb = (await load()) as (world: World, ...args: unknown[]) => Promise<ExitCode>
      // Commander appends itself as the last argument.
      finish(await verb(world, ...args.slice(0, -1)))
    }

  const kesako = new Command('kesako')
    .description('Keeps a Docker Swarm equal to a Git repository of Compose files.')
    .version(world.version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .addHelpText(
      'after',
      `${examples(['up', 'plan -c docker-compose.yml shop', 'status'])}

Exit codes: 0 done, 1 failed, 2 wrong use, 3 the plan is not empty (plan --check).`,
    )

  listenOptions(kesako.command('up'))
    .description('start everything on this machine: engine, swarm, Git server, runner, API, page')
    .addOption(dataOption())
    .option('--no-install', 'install nothing; say what is missing')
    .option('--no-sample', 'begin with an empty stacks repository')
    .addHelpText(
      'after',
      examples(['up', 'up --no-install', 'up --data ./kesako-data --listen 127.0.0.1:9000']),
    )
    .action(action(async () => (await import('./commands/up.ts')).up))

  kesako
    .command('down')
    .description('undo up: stop Kesako and take its stacks off the swarm; the repository stays')
    .option('--all', 'also delete the repository and undo what up made on this machine')
    .addOption(dataOption())
    .addHelpText('after', examples(['down', 'down --all']))
    .action(action(async () => (await import('./commands/down.ts')).down))

  listenOptions(kesako.command('serve'))
    .description('run the server on an engine that is there: API, page, Git server, runner')
    .addOption(dataOption())
    .option(
      '--repository <url>',
      'Git remote of the stacks repository (KESAKO_REPOSITORY; default: hosted here)',
    )
    .option('--branch <name>', 'branch of the remote (KESAKO_BRANCH; default main)')
    .option('--git-token-file <file>', 'token for a remote by HTTPS (KESAKO_GIT_TOKEN_FILE)')
    .option('--git-ca <file>', 'certificates to trust for it, PEM (KESAKO_GIT_CA)')
    .option('--ssh-key <file>', 'private key for a remote by SSH (KESAKO_SSH_KEY)')
    .option('--known-hosts <file>', "its host's key, as in known_hosts (KESAKO_KNOWN_HOSTS)")
    .option('--poll <time>', 'time between two looks at the remote (KESAKO_POLL; default 30s)')
    .option(
      '--journal-refs <refs>',
      'where the remote keeps the journal, or "none" (KESAKO_JOURNAL_REFS; default refs/kesako)',
    )
    .addOption(new Option('--json', 'print where it answers as one JSON document'))
    .addHelpText(
      'after',
      examples([
        'serve',
        'serve --repository https://gitlab.example.org/ops/stacks.git --git-token-file token',
        'serve --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem',
        'serve --listen 0.0.0.0:8080 --trusted-proxy 10.0.0.5 --public-address https://kesako.example.org',
      ]),
    )
    .action(action(async () => (await import('./commands/serve.ts')).serve))

  kesako
    .command('login')
    .description('print a new login link for the page')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['login']))
    .action(action(async () => (await import('./commands/login.ts')).login))

  kesako
    .command('convert')
    .description('print the specs that Compose files become, as JSON; needs no engine')
    .argument('<stack>', 'name of the stack')
    .addOption(composeFileOption())
    .option('--show-secrets', 'print the data of secrets too')
    .addOption(new Option('--json', 'print one JSON document; it does so anyway'))
    .addHelpText(
      'after',
      examples(['convert -c docker-compose.yml shop', 'convert -c base.yml -c prod.yml shop']),
    )
    .action(action(async () => (await import('./commands/convert.ts')).convert))

  kesako
    .command('validate')
    .description('check Compose files, or all stacks of a revision; needs no engine')
    .argument('[stack]', 'name of the stack, with -c')
    .addOption(composeFileOption())
    .addOption(repoOption())
    .addOption(revisionOption())
    .addOption(stackOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['validate -c docker-compose.yml shop', 'validate --repo .']))
    .action(action(async () => (await import('./commands/validate.ts')).validate))

  kesako
    .command('explain')
    .description('say what a key of a Compose file does in a swarm; needs no file and no engine')
    .argument('[key]', 'path of the key; names may be left out')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'explain',
        'explain services.deploy.update_config',
        'explain services.web.ports.target',
        'explain x-kesako.ignore --json',
      ]),
    )
    .action(action(async () => (await import('./commands/explain.ts')).explain))

  kesako
    .command('plan')
    .description('show what apply would change, and which tasks it would restart')
    .argument('[stack]', 'name of the stack, with -c')
    .addOption(composeFileOption())
    .addOption(repoOption())
    .addOption(revisionOption())
    .addOption(stackOption())
    .option('--check', 'exit with 3 when the plan is not empty')
    .addOption(resolveOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'plan -c docker-compose.yml shop',
        'plan --repo . --check',
        'plan --repo . --revision v12 --stack shop',
      ]),
    )
    .action(action(async () => (await import('./commands/plan.ts')).plan))

  kesako
    .command('apply')
    .description('deploy and wait until it is healthy')
    .argument('[stack]', 'name of the stack, with -c')
    .addOption(composeFileOption())
    .addOption(repoOption())
    .addOption(revisionOption())
    .addOption(stackOption())
    .option('--confirm-removals', 'let through more removals than maxRemovals')
    .addOption(resolveOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'apply -c docker-compose.yml shop',
        'apply --repo .',
        'apply --repo . --stack shop',
      ]),
    )
    .action(action(async () => (await import('./commands/apply.ts')).apply))

  kesako
    .command('rm')
    .description('remove a stack that `apply -c` deployed; volumes are kept')
    .argument('<stack>', 'name of the stack')
    .addOption(jsonOption())
    .addHelpText('after', examples(['rm shop']))
    .action(action(async () => (await import('./commands/rm.ts')).rm))

  kesako
    .command('adopt')
    .description('write Compose files for stacks that run already, deployed by other means')
    .argument('[stacks...]', 'names of stacks')
    .option('--all', 'every stack that runs and that nobody owns')
    .option('--dry-run', 'print the files and write nothing')
    .option('--accept-losses', 'write also what a Compose file can say only in part')
    .addOption(repoOption())
    .option('--output <dir>', 'only write the files into this folder')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'adopt shop --dry-run',
        'adopt --all',
        'adopt --all --repo .',
        'adopt shop --output ./files',
      ]),
    )
    .action(action(async () => (await import('./commands/adopt.ts')).adopt))

  kesako
    .command('status')
    .description('show stacks with sync and health')
    .argument('[stack]', 'only this stack, with its services')
    .addOption(repoOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', examples(['status', 'status shop', 'status --repo . --json']))
    .action(action(async () => (await import('./commands/status.ts')).status))

  kesako
    .command('history')
    .description('show the deployments of a stack, newest first')
    .argument('<stack>', 'name of the stack')
    .addOption(repoOption())
    .addOption(dataOption())
    .option('-n, --limit <count>', 'how many', '20')
    .addOption(jsonOption())
    .addHelpText('after', examples(['history shop', 'history shop --repo . --json']))
    .action(action(async () => (await import('./commands/history.ts')).history))

  addSwarmVerbs(kesako, action)
  addDefinitionVerbs(kesako, action)
  addAccessVerbs(kesako, action)
  addRegistryVerbs(kesako, action)
  addRollbackVerb(kesako, action)
  addContentVerbs(kesako, action)

  return kesako
}
