import {
  type Health,
  type LiveState,
  REPOSITORY_LABEL,
  STACK_LABEL,
  stackHealth,
  type SyncStatus,
} from '@kesako/core'
import type { StackStatus } from '@kesako/deploy'
import { CliError } from '../cli-error.ts'
import type { Held } from '../output/held.ts'
import type { World } from '../world.ts'
import { connect } from './connect.ts'
import {
  findStacksRepository,
  readableHead,
  type RepositoryOptions,
} from './open-stacks-repository.ts'
import { repositoryRunner } from './repository-runner.ts'

export interface TaskCounts {
  readonly running: number
  readonly desired: number
}

export interface ServiceRow {
  readonly name: string
  readonly image: string
  readonly health: Health
  readonly healthReason: string
  readonly tasks: TaskCounts
}

export interface StackRow {
  readonly name: string
  /** False: it runs on the swarm, and no stacks repository that was looked at has it. */
  readonly managed: boolean
  /** Only of a managed stack. */
  readonly sync?: SyncStatus
  readonly syncReason?: string
  readonly health: Health
  readonly healthReason: string
  readonly tasks: TaskCounts
  readonly services: readonly ServiceRow[]
}

export interface StatusReport {
  /** Head of the stacks repository; absent without one. */
  readonly revision?: string
  /** Everything is held. */
  readonly held?: Held
  readonly stacks: readonly StackRow[]
}

/** All stacks of the swarm, and of the stacks repository where there is one. */
export async function readStatus(world: World, options: RepositoryOptions): Promise<StatusReport> {
  using connection = await connect(world)
  const repository = await findStacksRepository(world, options)
  if (repository === undefined) {
    return { stacks: liveRows(await connection.engine.liveState(world.signal)) }
  }
  try {
    await readableHead(repository)
    const runner = await repositoryRunner(world, connection.engine, repository)
    const { engine, revision, held, stacks } = await runner.overview(world.signal)
    await runner.stop()
    if (!engine.connected) {
      throw new CliError('engine-unreachable', engine.reason ?? 'The engine doesn’t answer.')
    }
    return {
      ...(revision === undefined ? {} : { revision }),
      ...(held === undefined ? {} : { held }),
      stacks: stacks.map(repositoryRow),
    }
  } finally {
    await repository.close()
  }
}

function repositoryRow(stack: StackStatus): StackRow {
  const { name, managed, health, healthReason, tasks } = stack
  return {
    name,
    managed,
    ...(managed ? { sync: stack.sync, syncReason: stack.syncReason } : {}),
    health,
    healthReason,
    tasks,
    services: stack.services.map((service) => ({
      name: service.name,
      image: service.image,
      health: service.health,
      healthReason: service.reason,
      tasks: service.tasks,
    })),
  }
}

/** Without a repository: what the swarm says, and whether Kesako deployed it. */
function liveRows(live: LiveState): readonly StackRow[] {
  const names = new Set(live.services.flatMap(({ spec }) => spec.Labels[STACK_LABEL] ?? []))
  return [...names].toSorted().map((name) => {
    const own = live.services.filter(({ spec }) => spec.Labels[STACK_LABEL] === name)
    const { health, reason, running, desired, services } = stackHealth(name, live, [])
    return {
      name,
      managed: own.some(({ spec }) => spec.Labels[REPOSITORY_LABEL] !== undefined),
      health,
      healthReason: reason,
      tasks: { running, desired },
      services: services.map((service) => ({
        name: service.name,
        image: service.image,
        health: service.health,
        healthReason: service.reason,
        tasks: { running: service.running, desired: service.desired },
      })),
    }
  })
}
