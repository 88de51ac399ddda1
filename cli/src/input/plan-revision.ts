import { isEmpty, type LiveState, ownedStacks, ownerOf, type Plan } from '@kesako/core'
import {
  holdForRevision,
  ownRoot,
  removalsHeldReason,
  removalsNeedConfirmation,
  type Runner,
} from '@kesako/deploy'
import type { RevisionState, StackAtRevision, StacksRepository } from '@kesako/repository'

/** What a pass over a revision would do. */
export interface RevisionPlan {
  /** One a stack; those that the revision has no more come last. */
  readonly plans: readonly Plan[]
  /** Why all of it, or its removals, wait for a person. */
  readonly held?: { readonly code: string; readonly reason: string }
}

/** Plans the chosen stacks of a revision, and without a choice also the removals that it asks for. */
export async function planRevision(parts: {
  readonly runner: Runner
  readonly repository: StacksRepository
  readonly state: RevisionState
  readonly live: LiveState
  readonly resolve: boolean
  /** Stacks to plan; undefined: all. */
  readonly chosen?: readonly StackAtRevision[]
}): Promise<RevisionPlan> {
  const { runner, repository, state, live, resolve, chosen } = parts
  const identity = await repository.identity()
  const { branch } = repository
  const root = ownRoot(identity, state, live, branch)
  const owned = ownedStacks(live, ownerOf(root, branch))
  const named = new Set(state.stacks.map(({ name }) => name))
  const removed = chosen === undefined ? owned.filter((name) => !named.has(name)) : []
  const asked = (chosen ?? state.stacks).filter(
    ({ enabled, desired }) => !enabled || desired !== undefined,
  )
  const plans = await Promise.all(
    [...asked.map(({ name }) => name), ...removed].map((name) =>
      runner.plan(state, name, live, { resolve }),
    ),
  )
  const removals = plans.filter((plan) => removesStack(plan, state)).map(({ stack }) => stack)
  const held =
    holdForRevision(state, identity, owned.length) ?? removalsHold(state, removals, owned.length)
  return { plans, ...(held === undefined ? {} : { held }) }
}

function removesStack(plan: Plan, state: RevisionState): boolean {
  const stack = state.stacks.find(({ name }) => name === plan.stack)
  return stack?.enabled !== true && !isEmpty(plan)
}

function removalsHold(
  { policy: { maxRemovals } }: RevisionState,
  removals: readonly string[],
  owned: number,
): RevisionPlan['held'] {
  const counted = { removals: removals.length, owned }
  const facts = maxRemovals === undefined ? counted : { ...counted, maxRemovals }
  if (!removalsNeedConfirmation(facts)) return undefined
  return { code: 'too-many-removals', reason: removalsHeldReason(removals, owned) }
}
