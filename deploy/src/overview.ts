import { compareText, type LiveState, ownedStacks, ownerOf, pauseOf } from '@kesako/core'
import type { RevisionState } from '@kesako/repository'
import type { Overview } from './deploy-api.ts'
import { isEngineAway } from './deployment-error.ts'
import { dependentsOf } from './dependency-gate.ts'
import { type DependencyWorld, waitsFor } from './dependency-trouble.ts'
import { describeStack } from './describe-stack.ts'
import { holdForRevision } from './hold-everything.ts'
import type { Snapshot } from './live-reader.ts'
import { planAsItStands } from './plan-as-it-stands.ts'
import { keptReason, removalsHeldReason } from './removals.ts'
import type { RunnerCore } from './runner-core.ts'
import { liveDigests, newerEntry } from './stack-facts.ts'
import { ownRoot, readHead } from './world.ts'

const NOTHING_SEEN: LiveState = {
  services: [],
  tasks: [],
  nodes: [],
  networks: [],
  secrets: [],
  configs: [],
}

/** A snapshot, or why there is none. */
interface Seen extends Snapshot {
  readonly away?: string
}

/** What runs, why, and since which commit: all stacks of the revision and of the swarm. */
export async function readOverview(
  core: RunnerCore,
  heldRemovals: readonly string[],
): Promise<Overview> {
  const { repository } = core
  // What ended while live was read may show in it halfway.
  const before = core.queue.active()
  const [head, seen, latest, identity] = await Promise.all([
    readHead(repository),
    readSnapshot(core),
    repository.journal.latest(),
    repository.identity(),
  ])
  const state = 'held' in head ? undefined : head
  const owner = ownerHere(repository.branch, identity, state, seen.live)
  const owned = new Set(owner === undefined ? [] : ownedStacks(seen.live, owner))
  const held = 'held' in head ? head.held : holdForRevision(head, identity, owned.size)
  const digests = liveDigests(seen.live)
  const stacks = new Map((state?.stacks ?? []).map((stack) => [stack.name, stack]))
  const active = new Set([...before, ...core.queue.active()])
  const names = new Set([...stacks.keys(), ...owned, ...digests.keys(), ...active])

  const world: DependencyWorld = {
    stack: (name) => stacks.get(name),
    newest: (name) => newerEntry(core.own.get(name), latest.get(name)),
    liveDigest: (name) => digests.get(name),
    live: seen.live,
  }

  const pauses = core.pauses()
  const described = [...names].toSorted(compareText).map(async (name) => {
    const stack = stacks.get(name)
    const newest = newerEntry(core.own.get(name), latest.get(name))
    const liveDigest = digests.get(name)
    const plan =
      seen.away === undefined && owner !== undefined
        ? await planAsItStands(core.context, {
            name,
            stack,
            newest,
            repository: owner,
            live: seen.live,
            dependents: dependentsOf(name, [...stacks.values()]),
          })
        : undefined
    const paused = pauseOf(pauses, name)
    const waits = stack?.enabled === true ? waitsFor(stack, world)?.now : undefined
    const reason =
      held?.reason ??
      removalHeld(name, heldRemovals, owned.size) ??
      keptByPolicy(name, owned, state)
    return describeStack({
      name,
      owned: owned.has(name),
      live: seen.live,
      deploying: active.has(name) || (newest !== undefined && newest.end === undefined),
      ...(stack === undefined ? {} : { stack }),
      ...(plan === undefined ? {} : { plan }),
      ...(newest === undefined ? {} : { newest }),
      ...(liveDigest === undefined ? {} : { liveDigest }),
      ...(reason === undefined ? {} : { held: reason }),
      ...(paused === undefined ? {} : { paused }),
      ...(waits === undefined ? {} : { waits }),
      ...(seen.away === undefined ? {} : { away: seen.away }),
    })
  })
  return {
    ...(state === undefined ? {} : { revision: state.revision }),
    ...(held === undefined ? {} : { held }),
    engine: seen.away === undefined ? { connected: true } : { connected: false, reason: seen.away },
    stacks: await Promise.all(described),
    readAt: seen.readAt,
  }
}

async function readSnapshot(core: RunnerCore): Promise<Seen> {
  const { reader, clock } = core.context
  try {
    return await reader.recent()
  } catch (error) {
    if (!isEngineAway(error)) throw error
    const readAt = new Date(clock.now()).toISOString()
    return { live: NOTHING_SEEN, readAt, away: error.message }
  }
}

function removalHeld(
  name: string,
  heldRemovals: readonly string[],
  owned: number,
): string | undefined {
  return heldRemovals.includes(name) ? removalsHeldReason(heldRemovals, owned) : undefined
}

function keptByPolicy(
  name: string,
  owned: ReadonlySet<string>,
  state: RevisionState | undefined,
): string | undefined {
  if (state?.policy.prune !== false || !owned.has(name)) return undefined
  return state.stacks.some((stack) => stack.name === name) ? undefined : keptReason(name)
}

function ownerHere(
  branch: string,
  identity: string | undefined,
  state: RevisionState | undefined,
  live: LiveState,
): string | undefined {
  const root = state === undefined ? identity : ownRoot(identity, state, live, branch)
  return root === undefined ? undefined : ownerOf(root, branch)
}
