import type { EngineInfo } from '@kesako/engine'
import type { StackStatus } from '@kesako/deploy'
import { formatTable } from '../output/table.ts'
import { styleFor } from '../output/style.ts'
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
}

/** Prints where to look: login link, Git remote, the sample's address, and what runs. */
export async function describeRunning(
  world: World,
  kesako: RunningKesako,
  surroundings: Surroundings,
): Promise<void> {
  const { bold, dim, yellow } = styleFor(world.stdout, world.environment)
  const overview = await kesako.runner.overview(world.signal)
  const link = await kesako.server.loginLink()
  const sample = await sampleLine(kesako, surroundings)
  const rows = overview.stacks.map((stack) => [
    stack.name,
    stack.managed ? stack.sync : 'not in Git',
    stack.health,
    `${stack.tasks.running}/${stack.tasks.desired}`,
  ])
  const lines = [
    '',
    bold('Kesako runs.'),
    '',
    `  Page    ${link}`,
    `          ${dim('logs you in once, within an hour; a new one: kesako login')}`,
    `  Git     ${cloneCommand(kesako.server.gitUrl, kesako.state.adminTokenPath)}`,
    ...(sample === undefined ? [] : [`  Sample  ${sample}`]),
    `  Data    ${surroundings.data.path}`,
    '',
    rows.length === 0
      ? '  No stacks yet: push a docker-compose-<stack>.yml.'
      : formatTable(['STACK', 'SYNC', 'HEALTH', 'TASKS'], rows).replace(/^/gm, '  '),
    ...troubles(overview.stacks).flatMap((line) => ['', yellow(`  ${line}`)]),
    '',
    'Ctrl-C stops Kesako; the stacks run on.',
    '',
  ]
  world.stdout.write(lines.join('\n'))
}

/** What isn't as it should be, in a sentence, and how to look closer. */
function troubles(stacks: readonly StackStatus[]): readonly string[] {
  return stacks
    .filter(({ managed, health, sync }) => managed && (health === 'degraded' || sync === 'held'))
    .map(({ name, health, healthReason, syncReason }) => {
      const reason = health === 'degraded' ? healthReason : syncReason
      return `${name}: ${reason} Look closer: kesako status ${name}; kesako history ${name}`
    })
}

async function sampleLine(
  kesako: RunningKesako,
  { info, host, data }: Surroundings,
): Promise<string | undefined> {
  const { samplePort } = await readUpRecord(data.upRecord)
  if (samplePort === undefined || !(await hasSample(kesako.repository))) return undefined
  const local = host.startsWith('unix:') ? ['127.0.0.1'] : []
  const address = await sampleAddress([...local, info.nodeAddress], samplePort, 5000)
  return address ?? `doesn't answer on port ${samplePort}; see kesako status hello`
}
