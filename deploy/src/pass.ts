import { setImmediate as otherWork } from 'node:timers/promises'
import { type Deployment, levelsOf, pauseOf } from '@kesako/core'
import { dependenciesOf } from './dependency-gate.ts'
import type { Wishes } from './pass-request.ts'
import { pause } from './pause.ts'
import { removalsNeedConfirmation } from './removals.ts'
import type { RunnerCore } from './runner-core.ts'
import { stackJob } from './stack-job.ts'
import { type StackTask, taskKey } from './stack-task.ts'
import { compared, type Surveyed, survey } from './survey.ts'
import type { World } from './world.ts'

/** Plans made between two looks at other work of the process. */
const PLANS_AT_ONCE = 2
/** How long comparing makes way for deployments that just began, and how much: milliseconds. */
const MAKE_WAY = { for: 300, pause: 5 }

/** A deployment that the pass began or joined. */
export interface PassJob {
  readonly stack: string
  /** Undefined where nothing had to be done after all. */
  readonly end: Promise<Deployment | undefined>
}

export interface PassJobs {
  readonly jobs: readonly PassJob[]
  /** Stacks that would go but need a person's word. */
  readonly heldRemovals: readonly string[]
}

/**
 * Decides about every stack and puts what is to do into the queue. Stacks whose inputs changed
 * come first; those that may only have drifted are compared afterwards, without hurry unless
 * `nextWaits`: two hundred plans in a row would keep a push from its first write.
 */
export async function runPass(
  core: RunnerCore,
  world: World,
  wishes: Wishes,
  nextWaits: () => boolean = () => false,
): Promise<PassJobs> {
  const pauses = core.pauses()
  const surveyed = survey(core, world, wishes).filter(
    ({ task }) => pauseOf(pauses, task.name) === undefined,
  )
  const heldRemovals = removalsToHold(core, surveyed, world, wishes)
  const inScope = inDependencyOrder(surveyed).filter(
    ({ task }) => wishes.looksAt(task.name) && !heldRemovals.includes(task.name),
  )
  forgetWaiting(core, surveyed)
  const jobs: PassJob[] = []
  const submit = (task: StackTask): void => {
    if (taskKey(task) === 'nothing') return
    jobs.push({ stack: task.name, end: core.queue.submit(task.name, stackJob(core, task)) })
  }
  const maybeDrifted = inScope.filter(({ task }) => task.verdict.kind === 'compare')
  const done = new Set<string>()
  const compare = async (one: Surveyed): Promise<void> => {
    done.add(one.task.name)
    submit(await compared(core, one))
  }
  for (const { task } of inScope) {
    if (taskKey(task) === 'nothing') continue
    const needs = task.stack === undefined ? [] : dependenciesOf(task.stack, world.state.stacks)
    for (const one of maybeDrifted) {
      if (needs.includes(one.task.name) && !done.has(one.task.name)) await compare(one)
    }
    submit(task)
  }
  const { clock } = core.context
  const makeWayUntil = jobs.length === 0 ? 0 : clock.monotonic() + MAKE_WAY.for
  const others = (): Promise<unknown> =>
    clock.monotonic() < makeWayUntil && !nextWaits() ? pause(clock, MAKE_WAY.pause) : otherWork()

  const rest = maybeDrifted.filter(({ task }) => !done.has(task.name))
  for (const [index, one] of rest.entries()) {
    if (index % PLANS_AT_ONCE === 0) await others()
    await compare(one)
  }
  return { jobs, heldRemovals }
}

/** Those that others depend on come first, so that these find them in the queue. */
function inDependencyOrder(surveyed: readonly Surveyed[]): readonly Surveyed[] {
  const byName = new Map(surveyed.map((one) => [one.task.name, one]))
  const needs = new Map(surveyed.map(({ task }) => [task.name, task.stack?.policy.dependsOn ?? []]))
  if ([...needs.values()].every((list) => list.length === 0)) return surveyed
  return levelsOf(needs).flatMap((level) => level.flatMap((name) => byName.get(name) ?? []))
}

/** What waits no more because the revision says so. */
function forgetWaiting(core: RunnerCore, surveyed: readonly Surveyed[]): void {
  const wait = new Set(
    surveyed.filter(({ facts }) => facts.wanted === 'enabled').map(({ task }) => task.name),
  )
  for (const name of core.waiting.keys()) if (!wait.has(name)) core.waiting.delete(name)
}

/** What is being removed already had its word. */
function removalsToHold(
  core: RunnerCore,
  surveyed: readonly Surveyed[],
  world: World,
  wishes: Wishes,
): readonly string[] {
  const removals = surveyed
    .filter(({ task, facts }) => task.verdict.kind === 'remove' && facts.owned)
    .filter(({ task }) => core.queue.lastKey(task.name) !== taskKey(task))
    .map(({ task }) => task.name)
  const { maxRemovals } = world.state.policy
  const needWord = removalsNeedConfirmation({
    removals: removals.length,
    owned: world.owned.length,
    ...(maxRemovals === undefined ? {} : { maxRemovals }),
  })
  return needWord ? removals.filter((name) => !wishes.confirms(name)) : []
}
