import {
  type Deployment,
  isEmpty,
  type LiveState,
  ownerOf,
  type Plan,
  type Problem,
} from '@kesako/core'
import type { RevisionState } from '@kesako/repository'
import { dependentsOf } from './dependency-gate.ts'
import { type Waiting, waitsFor } from './dependency-trouble.ts'
import { planAsItStands } from './plan-as-it-stands.ts'
import type { RunnerCore } from './runner-core.ts'
import { liveDigests } from './stack-facts.ts'
import { ownRoot } from './world.ts'

/** The plan of one stack of any revision; the problems of a broken stack are the plan's warnings. */
export async function planOfRevision(
  core: RunnerCore,
  state: RevisionState,
  name: string,
  live: LiveState,
  { resolve = false }: { readonly resolve?: boolean } = {},
): Promise<Plan> {
  const stack = state.stacks.find((one) => one.name === name)
  const { branch } = core.repository
  const [identity, latest] = await Promise.all([
    core.repository.identity(),
    core.repository.journal.latest(),
  ])
  const newest = (other: string): Deployment | undefined => core.own.get(other) ?? latest.get(other)
  const plan = await planAsItStands(core.context, {
    name,
    stack,
    newest: newest(name),
    repository: ownerOf(ownRoot(identity, state, live, branch), branch),
    live,
    resolve,
    dependents: dependentsOf(name, state.stacks),
  })
  if (plan === undefined) return { stack: name, changes: [], warnings: stack?.problems ?? [] }
  if (stack?.enabled !== true || isEmpty(plan)) return plan
  const waiting = waitsFor(stack, {
    stack: (other) => state.stacks.find((one) => one.name === other),
    newest,
    liveDigest: (other) => liveDigests(live).get(other),
    live,
  })
  return waiting === undefined ? plan : withWaiting(plan, waiting)
}

function withWaiting(plan: Plan, { now }: Waiting): Plan {
  const warning: Problem = {
    code: 'waits-for-stack',
    severity: 'warning',
    message: now,
    next: 'waiting',
  }
  return { ...plan, warnings: [...plan.warnings, warning] }
}
