import {
  type LiveState,
  nextStage,
  type Plan,
  planUpTo,
  type Step,
  stagesOf,
  stageTitle,
} from '@kesako/core'
import { applyUntilDone } from './apply-until-done.ts'
import { converge } from './converge.ts'
import type { DeployContext } from './deploy-context.ts'
import type { DeployRequest } from './deploy-stack.ts'
import { DeploymentFailure, RunnerStopped } from './deployment-error.ts'
import { type Ending, supersededBy } from './deployment-record.ts'
import { waitForEngine } from './engine-patience.ts'
import type { Executable } from './execute-plan.ts'
import { expectedServices, recordedServices, touchedServices } from './planned-objects.ts'
import { failureInStage } from './stage-failure.ts'

/** How often an earlier stage is written again because somebody changes its services meanwhile. */
const MOST_RETURNS = 3

export type AppliedInStages =
  /** Everything is applied and, where that was asked for, runs. `plan` is the last that was made. */
  | { readonly kind: 'applied'; readonly plan: Plan; readonly live: LiveState }
  /** A newer revision came. */
  | { readonly kind: 'ended'; readonly ending: Ending }

/**
 * Applies a plan stage by stage: the next one is written only when all services of those before it
 * run as asked, whether or not this deployment wrote them. With one stage nothing is read twice.
 * Rejects with what went wrong, in which stage, and what wasn't deployed because of it.
 */
export async function applyInStages(
  context: DeployContext,
  request: DeployRequest,
  work: Executable,
  step: (name: Step, message: string) => void,
): Promise<AppliedInStages> {
  const { newer, resume, desired } = request
  const patienceMs = request.policy.deadlineMs
  const stages = stagesOf(desired, request.policy)
  const last = Math.max(1, stages.length)
  const recorded = recordedServices(resume?.changes ?? [])
  const watched = new Set<string>()
  let { plan, live } = work
  /** Stage up to which the plan was written; 0 while it is new. */
  let done = 0

  /** `Stage 2 of 3: …` where there are several. */
  function tell(name: Step, stage: number, message: string): void {
    if (stages.length < 2) return step(name, message)
    const title = stageTitle(stages, stage)
    step(name, `${title.charAt(0).toUpperCase()}${title.slice(1)}: ${message}`)
  }

  /** Writes up to a stage. Answers with the stage that it got to; undefined when a newer revision came. */
  async function write(
    stage: number,
  ): Promise<{ readonly stage: number; readonly touched: ReadonlySet<string> } | undefined> {
    let written = stage
    const upTo = (whole: Plan): Plan => {
      plan = whole
      written = Math.min(stage, nextStage(whole) ?? stage)
      return planUpTo(whole, written)
    }
    const now = upTo(plan)
    tell('apply', stage, countedChanges(now))
    return context.slots.run(async () => {
      // An apply that has begun goes on; one that a newer revision overtook while it waited doesn't begin.
      if (newer?.aborted === true) return undefined
      const makePlan = async (seen: typeof live): Promise<Plan> => upTo(await work.makePlan(seen))
      try {
        const { guard } = work
        const { plans } = await applyUntilDone(context, {
          plan: now,
          live,
          makePlan,
          guard,
          patienceMs,
        })
        done = written
        return { stage: written, touched: touchedServices(plans) }
      } catch (error) {
        throw failureInStage(error, { stages, stage: written, done: written, plan })
      }
    })
  }

  /** Waits until all services up to a stage run as asked. False when a newer revision came. */
  async function settle(stage: number, touched: ReadonlySet<string>): Promise<boolean> {
    const own = new Set(stages.slice(0, stage).flatMap(({ services }) => services))
    const expected = expectedServices(desired, plan).filter((name) => own.has(name))
    tell('converge', stage, 'Waiting until the services run as asked.')
    const result = await converge(context, {
      expected,
      touched: new Set([...touched, ...recorded.filter((name) => !watched.has(name))]),
      deadlineMs: patienceMs,
      ...(newer === undefined ? {} : { newer }),
      onWaiting: (reason) => tell('converge', stage, reason),
    })
    switch (result.kind) {
      case 'converged':
        for (const name of expected) watched.add(name)
        return true
      case 'failed': {
        const failed = stages.findIndex(({ services }) =>
          services.some((name) => result.services.includes(name)),
        )
        const failure = new DeploymentFailure(result.code, result.reason, undefined, result.tasks)
        const at = failed === -1 ? stage : failed + 1
        throw failureInStage(failure, { stages, stage: at, done, plan })
      }
      case 'newer':
        return false
      case 'stopped':
        throw new RunnerStopped()
    }
  }

  let settled = 0
  for (let returns = 0; ;) {
    const next = nextStage(plan)
    if (next !== undefined && next - 1 > settled) {
      if (!(await settle(next - 1, new Set()))) return overtaken(newer)
      settled = next - 1
    } else {
      if (next !== undefined && next <= settled) returns += 1
      if (returns > MOST_RETURNS) throw changedAgain(plan, next ?? last)
      const written = await write(next ?? last)
      if (written === undefined) return overtaken(newer)
      const after = nextStage(plan, written.stage)
      if (after !== undefined || request.wait !== false) {
        const upTo = after === undefined ? last : after - 1
        if (!(await settle(upTo, written.touched))) return overtaken(newer)
      }
      if (after === undefined) return { kind: 'applied', plan, live }
      settled = after - 1
    }
    live = await waitForEngine(context, patienceMs, () => context.reader.fresh())
    plan = await waitForEngine(context, patienceMs, () => work.makePlan(live))
    done = 0
  }
}

function overtaken(newer: AbortSignal | undefined): AppliedInStages {
  const revision = typeof newer?.reason === 'string' ? newer.reason : undefined
  return { kind: 'ended', ending: supersededBy(revision) }
}

function changedAgain(plan: Plan, stage: number): DeploymentFailure {
  const change = planUpTo(plan, stage).changes.find(({ ref }) => ref.kind === 'service')
  return new DeploymentFailure(
    'no-progress',
    `The service "${change?.ref.name ?? ''}" is changed by somebody else whenever it was deployed, so later stages can't begin.`,
  )
}

function countedChanges(plan: Plan): string {
  const writes = plan.changes.filter(
    (change) => change.action !== 'hold' && (change.action !== 'remove' || change.when !== 'prune'),
  ).length
  return writes === 1 ? 'One change to apply.' : `${writes} changes to apply.`
}
