import type { StackStatus } from '@kesako/deploy'
import type { EngineInfo } from '@kesako/engine'
import { commandName } from '../output/command-name.ts'
import type { Progress } from '../output/progress.ts'
import { styleFor } from '../output/style.ts'
import { formatTable } from '../output/table.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import type { RunningKesako } from '../serve/run-server.ts'
import type { World } from '../world.ts'
import { cloneCommand, hasSample } from './first-commit.ts'
import { sampleAddress } from './sample-address.ts'
import { readUpRecord } from './up-record.ts'

export interface Surroundings {
  readonly info: EngineInfo
  readonly host: string
  readonly data: DataFolder
  /** `--data` was given: commands that are shown repeat it. */
  readonly named: boolean
}

/** Time that a sample which is healthy has to answer from here. */
const SAMPLE_PATIENCE_MS = 5000

/** Prints where to look: login link, Git remote, the sample's address, and what runs. */
export async function describeRunning(
  world: World,
  progress: Progress,
  kesako: RunningKesako,
  surroundings: Surroundings,
): Promise<void> {
  const { data, named } = surroundings
  const verb = (words: string): string =>
    `${commandName(world)} ${words}${named ? ` --data ${data.path}` : ''}`
  const { bold, dim, yellow } = styleFor(world.stdout, world.environment)
  const { stacks } = await kesako.runner.overview(world.signal)
  const sample = await sampleLine(progress, kesako, surroundings, stacks)
  const lines = [
    '',
    bold('Kesako runs.'),
    '',
    `  Page    ${await kesako.server.loginLink()}`,
    `          ${dim(`logs you in once, within an hour; a new one: ${verb('login')}`)}`,
    `  Git     ${cloneCommand(kesako.server.gitUrl, kesako.state.adminTokenPath)}`,
    ...(sample === undefined ? [] : [`  Sample  ${sample}`]),
    `  Data    ${data.path}`,
    '',
    table(stacks).replace(/^/gm, '  '),
    ...troubles(stacks, verb).flatMap((line) => ['', `  ${yellow(line)}`]),
    '',
    'Ctrl-C stops Kesako; the stacks run on.',
    '',
  ]
  world.stdout.write(lines.join('\n'))
}

function table(stacks: readonly StackStatus[]): string {
  if (stacks.length === 0) return 'No stacks yet: push a docker-compose-<stack>.yml.'
  const rows = stacks.map((stack) => [
    stack.name,
    stack.managed ? stack.sync : 'not in Git',
    stack.health,
    `${stack.tasks.running}/${stack.tasks.desired}`,
  ])
  return formatTable(['STACK', 'SYNC', 'HEALTH', 'TASKS'], rows)
}

/** What isn't as it should be, in a sentence, and how to look closer. */
function troubles(
  stacks: readonly StackStatus[],
  verb: (words: string) => string,
): readonly string[] {
  return stacks.flatMap(({ name, managed, sync, syncReason, health, healthReason }) => {
    if (!managed) return []
    const works = health === 'healthy' || health === 'stopped'
    if (works && sync === 'synced') return []
    const reason = works ? syncReason : healthReason
    return [`${name} is ${works ? sync : health}: ${reason} More: ${verb(`status ${name}`)}`]
  })
}

/** Where the sample answers; undefined where it isn't in the repository. */
async function sampleLine(
  progress: Progress,
  kesako: RunningKesako,
  { info, host, data }: Surroundings,
  stacks: readonly StackStatus[],
): Promise<string | undefined> {
  const { samplePort } = await readUpRecord(data.upRecord)
  if (samplePort === undefined || !(await hasSample(kesako.repository))) return undefined
  const local = host.startsWith('unix:') ? ['127.0.0.1'] : []
  const works = stacks.some(({ name, health }) => name === 'hello' && health === 'healthy')
  const nowhere = `doesn't answer from here on port ${samplePort}`
  if (!works) return nowhere
  return await progress.step(
    'Asking the sample',
    async () =>
      (await sampleAddress([...local, info.nodeAddress], samplePort, SAMPLE_PATIENCE_MS)) ??
      nowhere,
    (answer) => answer,
  )
}
