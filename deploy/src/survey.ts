import { compareText, type Deployment, hasErrors, preflight } from '@kesako/core'
import { registryOf } from '@kesako/engine'
import type { StackAtRevision } from '@kesako/repository'
import { decide, type StackFacts, type Verdict } from './decide.ts'
import type { Wishes } from './pass-request.ts'
import { planStack } from './plan-stack.ts'
import type { RunnerCore } from './runner-core.ts'
import { liveDigests, newerEntry, planState, prunesUnlabelled, wantedState } from './stack-facts.ts'
import type { StackTask } from './stack-task.ts'
import type { World } from './world.ts'

/** Time until a stack that was worked on is looked at again. */
const SETTLE_MS = 1000

/** A stack with its facts and the first verdict on it. */
export interface Surveyed {
  readonly task: StackTask
  readonly facts: StackFacts
}

/** Looks at every stack of the revision, of the swarm, and with a deployment that was cut off. */
export function survey(core: RunnerCore, world: World, wishes: Wishes): readonly Surveyed[] {
  const stacks = new Map(world.state.stacks.map((stack) => [stack.name, stack]))
  const digests = liveDigests(world.live)
  const owned = new Set(world.owned)
  const names = new Set([...stacks.keys(), ...owned, ...core.queue.active(), ...cutOff(world)])
  return [...names].toSorted(compareText).map((name) => {
    const stack = stacks.get(name)
    const newest = newerEntry(core.own.get(name), world.latest.get(name))
    const facts: StackFacts = {
      wanted: wantedState(stack),
      inputsDigest: stack?.inputsDigest ?? '',
      revision: world.state.revision,
      owned: owned.has(name),
      selfHeal: stack?.policy.selfHeal ?? world.state.policy.selfHeal,
      prune: world.state.policy.prune,
      confirmed: wishes.confirms(name),
      asked: wishes.asks(name),
      resolveImages: wishes.resolvesImages(name),
      retryDue: core.retries.due(name),
      cured: isCured(core, world, stack, newest),
      ...(newest === undefined ? {} : { newest }),
      ...digestOf(digests.get(name)),
    }
    const verdict = core.queue.lastKey(name) === undefined ? decide(facts) : overtake(facts)
    return { facts, task: taskOf(world, wishes, name, { stack, newest, verdict }) }
  })
}

function taskOf(
  world: World,
  wishes: Wishes,
  name: string,
  parts: {
    readonly stack: StackAtRevision | undefined
    readonly newest: Deployment | undefined
    readonly verdict: Verdict
  },
): StackTask {
  return {
    name,
    world,
    actor: wishes.actor,
    asked: wishes.asks(name),
    resolveImages: wishes.resolvesImages(name),
    verdict: parts.verdict,
    ...(parts.stack === undefined ? {} : { stack: parts.stack }),
    ...(parts.newest === undefined ? {} : { newest: parts.newest }),
  }
}

function digestOf(liveDigest: string | undefined): { readonly liveDigest?: string } {
  return liveDigest === undefined ? {} : { liveDigest }
}

/** Stacks whose newest entry has no end. */
function cutOff(world: World): readonly string[] {
  return [...world.latest].filter(([, entry]) => entry.end === undefined).map(([name]) => name)
}

/** What was missing outside of the repository is there now. */
function isCured(
  core: RunnerCore,
  world: World,
  stack: StackAtRevision | undefined,
  newest: Deployment | undefined,
): boolean {
  if (newest?.end === undefined || stack?.desired === undefined) return false
  const { code, endedAt } = newest.end
  if (code === 'external-missing')
    return !hasErrors(preflight(stack.desired, world.live, stack.policy))
  if (code !== 'image-access-denied') return false
  // Both are times of this process's own clock, or of the one that kept its state folder.
  return stack.desired.services.some(({ TaskTemplate: { ContainerSpec } }) => {
    const savedAt = core.context.credentials.savedAt(registryOf(ContainerSpec.Image))
    return savedAt !== undefined && savedAt > Date.parse(endedAt)
  })
}

/** A stack that this process works on: the queue joins the same work and overtakes other work. */
function overtake(facts: StackFacts): Verdict {
  switch (facts.wanted) {
    case 'enabled':
      return { kind: 'deploy', because: 'inputs', evenIfEmpty: false }
    case 'broken':
      return { kind: 'broken' }
    case 'disabled':
    case 'absent':
      return { kind: 'remove' }
  }
}

/** The verdict on a stack whose inputs are those applied last, with its plan. */
export async function compared(core: RunnerCore, { task, facts }: Surveyed): Promise<StackTask> {
  const { stack, world, newest } = task
  if (stack?.desired === undefined) return { ...task, verdict: { kind: 'nothing' } }
  const plan = await planStack(
    core.context,
    {
      desired: stack.desired,
      policy: stack.policy,
      ownership: { repository: world.owner, inputsDigest: stack.inputsDigest },
      pruneUnlabelled: prunesUnlabelled(newest, stack.inputsDigest),
    },
    world.live,
  )
  const verdict = decide({ ...facts, plan: planState(plan, newest) })
  if (verdict.kind !== 'deploy' || verdict.because !== 'self-heal') return { ...task, verdict }
  return heal(core, { ...task, verdict })
}

/** Drift is repaired at once, but not again and again where somebody else wants it otherwise. */
function heal(core: RunnerCore, task: StackTask): StackTask {
  const { name, world } = task
  // Its own deployment was still at work when live was read: that is no drift.
  const waitMs = world.busy.includes(name) ? SETTLE_MS : core.heals.left(name)
  if (waitMs > 0) {
    core.passAfter(waitMs)
    return { ...task, verdict: { kind: 'drifted' } }
  }
  core.heals.began(name)
  return { ...task, actor: { name: 'kesako', via: 'self-heal' } }
}
