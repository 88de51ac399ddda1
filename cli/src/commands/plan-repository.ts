import { preflight, type Problem } from '@kesako/core'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { chosenStacks, openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { planRevision, type RevisionPlan } from '../input/plan-revision.ts'
import { atRevision, repositoryRunner } from '../input/repository-runner.ts'
import type { StackSource } from '../input/stack-source.ts'
import type { World } from '../world.ts'

export interface Planned extends RevisionPlan {
  readonly problems: readonly Problem[]
}

/** What a pass over the head of main, or over the revision that is named, would do. */
export async function planRepository(
  world: World,
  source: Extract<StackSource, { kind: 'repository' }>,
  options: { readonly resolve?: boolean },
): Promise<Planned> {
  await using opened = closing(openStacksRepository(world, source.path))
  const revision = await revisionOf(opened.opened, source.revision)
  const repository = atRevision(opened.opened, revision)
  const state = await repository.load(revision)
  const chosen = chosenStacks(state, source.stack)
  using connection = await connect(world)
  const live = await connection.engine.liveState(world.signal)
  const runner = await repositoryRunner(world, connection.engine, repository)
  try {
    const planned = await planRevision({
      runner,
      repository,
      state,
      live,
      resolve: options.resolve === true,
      ...(source.stack === undefined ? {} : { chosen }),
    })
    return {
      ...planned,
      problems: [
        ...(source.stack === undefined ? state.problems : []),
        ...chosen.flatMap(({ problems, desired, policy }) => [
          ...problems,
          ...(desired === undefined ? [] : preflight(desired, live, policy)),
        ]),
      ],
    }
  } finally {
    await runner.stop()
  }
}
