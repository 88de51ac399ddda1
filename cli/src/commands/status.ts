import {
  type Health,
  REPOSITORY_LABEL,
  STACK_LABEL,
  stackHealth,
  type SyncStatus,
} from '@kesako/core'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import { findStacksRepository, type RepositoryOptions } from '../input/open-stacks-repository.ts'
import { repositoryRunner } from '../input/repository-runner.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface StatusOptions extends RepositoryOptions {
  readonly json?: boolean
}

interface Row {
  readonly name: string
  /** Undefined without a repository, or for a stack that isn't in it. */
  readonly sync: SyncStatus | undefined
  readonly health: Health
  readonly running: number
  readonly desired: number
  readonly reason: string
  readonly services: readonly {
    readonly name: string
    readonly image: string
    readonly health: Health
    readonly running: number
    readonly desired: number
    readonly reason: string
  }[]
}

/** Shows every stack, or one with its services: sync with the repository where there is one, and health. */
export async function status(
  world: World,
  stack: string | undefined,
  options: StatusOptions,
): Promise<ExitCode> {
  const all = await rows(world, options)
  const chosen = all.filter(({ name }) => stack === undefined || name === stack)
  if (stack !== undefined && chosen.length === 0) {
    throw new CliError('stack-unknown', `There is no stack ${stack}.`, 'See all: kesako status')
  }
  if (options.json === true) writeJson(world, { stacks: chosen })
  else world.stdout.write(stack === undefined ? listing(chosen) : details(chosen))
  return EXIT.done
}

async function rows(world: World, options: StatusOptions): Promise<readonly Row[]> {
  using connection = await connect(world)
  const repository = await findStacksRepository(world, options)
  if (repository === undefined) return liveRows(await connection.engine.liveState(world.signal))
  try {
    const runner = await repositoryRunner(world, connection.engine, repository)
    const overview = await runner.overview(world.signal)
    await runner.stop()
    if (!overview.engine.connected) {
      throw new CliError(
        'engine-unreachable',
        overview.engine.reason ?? 'The engine doesn’t answer.',
      )
    }
    return overview.stacks.map((each) => ({
      name: each.name,
      sync: each.managed ? each.sync : undefined,
      health: each.health,
      ...each.tasks,
      reason: [each.managed ? each.syncReason : '', each.healthReason].filter(Boolean).join(' '),
      services: each.services.map((service) => ({ ...service, ...service.tasks })),
    }))
  } finally {
    await repository.close()
  }
}

function liveRows(live: Parameters<typeof stackHealth>[1]): readonly Row[] {
  const names = new Set(live.services.flatMap(({ spec }) => spec.Labels[STACK_LABEL] ?? []))
  return [...names].toSorted().map((name) => {
    const owner = live.services.find(({ spec }) => spec.Labels[STACK_LABEL] === name)?.spec.Labels[
      REPOSITORY_LABEL
    ]
    const { health, reason, running, desired, services } = stackHealth(name, live, [])
    const note = owner === undefined ? 'Not managed by Kesako.' : ''
    return {
      name,
      sync: undefined,
      health,
      running,
      desired,
      services,
      reason: `${reason} ${note}`.trim(),
    }
  })
}

function listing(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No stacks.\n'
  const header = ['STACK', 'SYNC', 'HEALTH', 'TASKS', 'REASON']
  return `${formatTable(
    header,
    rows.map((row) => [
      row.name,
      row.sync ?? '-',
      row.health,
      `${row.running}/${row.desired}`,
      row.sync === 'synced' && row.health === 'healthy' ? '' : row.reason,
    ]),
  )}\n`
}

function details(rows: readonly Row[]): string {
  return rows
    .map((row) => {
      const head = `${row.name}: ${row.sync ?? 'not in Git'}, ${row.health}${row.reason === '' ? '' : `. ${row.reason}`}`
      const services = row.services.map((service) => [
        service.name,
        service.image,
        service.health,
        `${service.running}/${service.desired}`,
        service.health === 'healthy' ? '' : service.reason,
      ])
      return `${head}\n\n${formatTable(['SERVICE', 'IMAGE', 'HEALTH', 'TASKS', 'REASON'], services)}\n`
    })
    .join('\n')
}
