import { type Deployment, formatProblem, pauseOf } from '@kesako/core'
import { askingAgain } from './asking-again.ts'
import { passDependencies } from './dependency-gate.ts'
import { deployStack, type DeployRequest } from './deploy-stack.ts'
import { failureOf, mayPass } from './deployment-error.ts'
import { ended, newDeployment, recordEnd, supersededBy } from './deployment-record.ts'
import type { DeployResult } from './recorded.ts'
import { removeStack } from './remove-stack.ts'
import { movedOn } from './moved-on.ts'
import { noteEnd, type RunnerCore } from './runner-core.ts'
import { mayNotRun, newerEntry, prunesUnlabelled } from './stack-facts.ts'
import type { Job, JobControl } from './stack-queue.ts'
import { type StackTask, taskKey } from './stack-task.ts'

/** The queue's job for a task. It never rejects: whatever happens is an end, or left for the next pass. */
export function stackJob(core: RunnerCore, task: StackTask): Job<Deployment | undefined> {
  return {
    key: taskKey(task),
    revision: task.world.state.revision,
    run: (control) => runTask(core, task, control),
    skipped: (newer) => skip(core, task, newer),
  }
}

async function runTask(
  core: RunnerCore,
  task: StackTask,
  control: JobControl,
): Promise<Deployment | undefined> {
  try {
    await endCutOff(core, task, control)
    const result = await execute(core, task, control)
    if (result.kind === 'overtaken') {
      if (result.newer !== undefined) core.passAfter(0)
      return skip(core, task, result.newer ?? String(control.newer.reason))
    }
    if (result.kind !== 'ended') return undefined
    noteEnd(core, result.deployment)
    return result.deployment
  } catch (error) {
    return failedOutside(core, task, error)
  }
}

/** An entry of a process that was cut off, overtaken by what is done now. */
async function endCutOff(core: RunnerCore, task: StackTask, control: JobControl): Promise<void> {
  const cutOff = 'cutOff' in task.verdict ? task.verdict.cutOff : undefined
  if (cutOff === undefined || control.waited) return
  const { revision } = task.world.state
  core.own.set(task.name, await recordEnd(core.context, cutOff, supersededBy(revision)))
}

async function execute(
  core: RunnerCore,
  task: StackTask,
  control: JobControl,
): Promise<DeployResult> {
  // Paused while it waited in the queue: the pass after the resume does it.
  if (control.waited && pauseOf(core.pauses(), task.name) !== undefined) return { kind: 'nothing' }
  const { verdict } = task
  switch (verdict.kind) {
    case 'deploy':
    case 'resume':
      return deploy(core, task, control)
    case 'remove':
    case 'resume-removal':
      return remove(core, task, control)
    case 'broken':
      return { kind: 'ended', deployment: await recordBroken(core, task) }
    case 'nothing':
    case 'compare':
    case 'failed-before':
    case 'held':
    case 'drifted':
      return { kind: 'nothing' }
  }
}

async function deploy(
  core: RunnerCore,
  task: StackTask,
  control: JobControl,
): Promise<DeployResult> {
  const { stack, verdict } = task
  if (stack?.desired === undefined) return { kind: 'nothing' }
  const gate = await passDependencies(core, task, control)
  if (gate.kind === 'closed') return gate.result
  const { world } = gate
  const newest = newerEntry(core.own.get(task.name), task.newest)
  const request: DeployRequest = {
    desired: stack.desired,
    policy: askingAgain(stack.policy, task.resolveImages),
    ownership: { repository: world.owner, inputsDigest: stack.inputsDigest },
    pruneUnlabelled: prunesUnlabelled(newest, stack.inputsDigest),
    revision: world.state.revision,
    actor: task.actor,
    newer: control.newer,
    movedOn: () => movedOn(core, task),
    evenIfEmpty: mayNotRun(newest) || (verdict.kind === 'deploy' && verdict.evenIfEmpty),
    othersBusy: () =>
      core.queue.active().some((name) => name !== task.name && core.waiting.get(name) !== 'turn'),
    ...(control.waited ? {} : { live: world.live }),
    ...(verdict.kind === 'resume' && !control.waited ? { resume: verdict.entry } : {}),
    ...(newest === undefined ? {} : { newest }),
  }
  return deployStack(core.context, request)
}

function remove(core: RunnerCore, task: StackTask, control: JobControl): Promise<DeployResult> {
  const { verdict, world, newest } = task
  const inputsDigest = task.stack?.inputsDigest ?? newest?.inputsDigest ?? ''
  return removeStack(core.context, {
    stack: task.name,
    ownership: { repository: world.owner, inputsDigest },
    revision: world.state.revision,
    actor: task.actor,
    newer: control.newer,
    movedOn: () => movedOn(core, task),
    ...(control.waited ? {} : { live: world.live }),
    ...(verdict.kind === 'resume-removal' && !control.waited ? { resume: verdict.entry } : {}),
    ...(newest === undefined ? {} : { newest }),
  })
}

function entryOf(core: RunnerCore, task: StackTask): Deployment {
  return newDeployment(core.context, {
    stack: task.name,
    action: taskKey(task) === 'remove' ? 'remove' : 'deploy',
    revision: task.world.state.revision,
    repository: task.world.owner,
    inputsDigest: task.stack?.inputsDigest ?? '',
    actor: task.actor,
    changes: [],
  })
}

/** One entry for the digest of broken inputs; what runs stays as it is. */
function recordBroken(core: RunnerCore, task: StackTask): Promise<Deployment> {
  const errors = (task.stack?.problems ?? []).filter((problem) => problem.severity === 'error')
  return recordEnd(core.context, entryOf(core, task), {
    outcome: 'failed',
    code: 'inputs-broken',
    reason: errors.map(formatProblem).join('\n'),
  })
}

/** What a newer revision overtook before it wrote anything: said, but no entry of the journal. */
function skip(core: RunnerCore, task: StackTask, newer: string): Deployment {
  const skipped = ended(core.context, entryOf(core, task), {
    ...supersededBy(newer),
    reason: `Skipped: revision ${newer.slice(0, 7)} came before it began.`,
  })
  core.context.log.info('a deployment was skipped', { stack: task.name, newer })
  const { stack, id: deploymentId, end } = skipped
  core.context.emit({ type: 'deployment-ended', stack, deploymentId, end })
  return skipped
}

/** An engine that is away, or in trouble of its own, before the first write leaves the stack to the next pass; all else is told. */
async function failedOutside(
  core: RunnerCore,
  task: StackTask,
  error: unknown,
): Promise<Deployment | undefined> {
  const { context } = core
  if (context.stop.aborted) return undefined
  const failure = failureOf(error)
  context.log.error('a deployment could not begin', { stack: task.name, ...failure })
  if (mayPass(error)) {
    core.passAfter(1000)
    return undefined
  }
  const failed = await recordEnd(context, entryOf(core, task), { outcome: 'failed', ...failure })
  noteEnd(core, failed)
  return failed
}
