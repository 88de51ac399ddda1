import { type Deployment, isEmpty } from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import { deploymentOf, recordEnd, supersededBy } from './deployment-record.ts'
import { waitsFor, type Waiting } from './dependency-trouble.ts'
import { planStack } from './plan-stack.ts'
import type { DeployResult } from './recorded.ts'
import type { RunnerCore } from './runner-core.ts'
import { liveDigests, mayNotRun, newerEntry, prunesUnlabelled } from './stack-facts.ts'
import type { JobControl } from './stack-queue.ts'
import type { StackTask } from './stack-task.ts'
import type { World } from './world.ts'

/** A stack that waits for another one to be healthy is looked at again after this time. */
const LOOK_AGAIN_MS = 10_000

export type Gate =
  /** `world`: read again where that of the task is old. */
  | { readonly kind: 'open'; readonly world: World; readonly waited: boolean }
  | { readonly kind: 'closed'; readonly result: DeployResult }

/**
 * Lets a stack through when what it depends on is deployed and healthy; waits for deployments of it
 * that run. Otherwise records once that the stack waits, and for what.
 */
export async function passDependencies(
  core: RunnerCore,
  task: StackTask,
  control: JobControl,
): Promise<Gate> {
  const { stack } = task
  if (stack === undefined || stack.policy.dependsOn.length === 0) {
    core.waiting.delete(task.name)
    return { kind: 'open', world: task.world, waited: false }
  }
  core.waiting.set(task.name, 'turn')
  const before = dependenciesOf(stack, task.world.state.stacks)
  const waited = core.queue.active().some((name) => before.includes(name))
  if (waited) await othersEnd(core, before, control)
  if (core.context.stop.aborted) return { kind: 'closed', result: { kind: 'stopped' } }
  if (control.newer.aborted) {
    core.waiting.delete(task.name)
    return { kind: 'closed', result: await overtaken(core, task, control) }
  }
  const world = waited || control.waited ? await readAgain(core, task.world) : task.world
  const waiting = waitsFor(stack, {
    stack: (name) => world.state.stacks.find((one) => one.name === name),
    newest: (name) => newerEntry(core.own.get(name), world.latest.get(name)),
    liveDigest: (name) => liveDigests(world.live).get(name),
    live: world.live,
  })
  if (waiting === undefined) {
    core.waiting.delete(task.name)
    return { kind: 'open', world, waited }
  }
  core.waiting.set(task.name, 'health')
  if (waiting.mayPass) core.passAfter(LOOK_AGAIN_MS)
  return { kind: 'closed', result: await holdBack(core, { ...task, world }, stack, waiting) }
}

/** Everything that a stack depends on, over any number of steps. */
export function dependenciesOf(
  stack: StackAtRevision,
  stacks: readonly StackAtRevision[],
): readonly string[] {
  const byName = new Map(stacks.map((one) => [one.name, one]))
  const found = new Set(stack.policy.dependsOn)
  for (const name of found) {
    for (const next of byName.get(name)?.policy.dependsOn ?? []) found.add(next)
  }
  found.delete(stack.name)
  return [...found]
}

/** Enabled stacks that name another one in their `dependsOn`. */
export function dependentsOf(name: string, stacks: readonly StackAtRevision[]): readonly string[] {
  return stacks
    .filter((stack) => stack.enabled && stack.policy.dependsOn.includes(name))
    .map((stack) => stack.name)
}

async function othersEnd(
  core: RunnerCore,
  stacks: readonly string[],
  { newer }: JobControl,
): Promise<void> {
  const ends = AbortSignal.any([core.context.stop, newer])
  const aborted = Promise.withResolvers<void>()
  const wake = (): void => aborted.resolve()
  ends.addEventListener('abort', wake, { once: true })
  if (ends.aborted) wake()
  try {
    await Promise.race([core.queue.quiet(stacks), aborted.promise])
  } finally {
    ends.removeEventListener('abort', wake)
  }
}

async function readAgain({ context, repository }: RunnerCore, world: World): Promise<World> {
  const [live, latest] = await Promise.all([context.reader.fresh(), repository.journal.latest()])
  return { ...world, live, latest }
}

/** What was to be taken up ends here; otherwise nothing was begun. */
async function overtaken(
  core: RunnerCore,
  { verdict }: StackTask,
  { newer, waited }: JobControl,
): Promise<DeployResult> {
  if (verdict.kind !== 'resume' || waited) return { kind: 'overtaken' }
  const ending = supersededBy(String(newer.reason))
  return { kind: 'ended', deployment: await recordEnd(core.context, verdict.entry, ending) }
}

/** An entry where there is something to do and it wasn't said yet. */
async function holdBack(
  core: RunnerCore,
  task: StackTask,
  stack: StackAtRevision,
  { reason }: Waiting,
): Promise<DeployResult> {
  const { verdict, world } = task
  if (stack.desired === undefined) return { kind: 'nothing' }
  const ending = { outcome: 'held', code: 'waits-for-stack', reason } as const
  const newest = newerEntry(core.own.get(task.name), task.newest)
  if (verdict.kind === 'resume' && newest?.end === undefined) {
    return { kind: 'ended', deployment: await recordEnd(core.context, verdict.entry, ending) }
  }
  if (isTold(newest, stack, reason)) {
    return task.asked ? { kind: 'ended', deployment: newest } : { kind: 'nothing' }
  }
  const request = {
    desired: stack.desired,
    policy: stack.policy,
    ownership: { repository: world.owner, inputsDigest: stack.inputsDigest },
    pruneUnlabelled: prunesUnlabelled(newest, stack.inputsDigest),
  }
  const plan = await planStack(core.context, request, world.live)
  if (isEmpty(plan) && !mayNotRun(newest)) return { kind: 'nothing', plan }
  const { revision } = world.state
  const entry = deploymentOf(
    core.context,
    'deploy',
    { ...request, revision, actor: task.actor },
    plan,
  )
  return { kind: 'ended', deployment: await recordEnd(core.context, entry, ending) }
}

function isTold(
  newest: Deployment | undefined,
  stack: StackAtRevision,
  reason: string,
): newest is Deployment {
  return (
    newest?.action === 'deploy' &&
    newest.inputsDigest === stack.inputsDigest &&
    newest.end?.code === 'waits-for-stack' &&
    newest.end.reason === reason
  )
}
