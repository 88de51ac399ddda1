import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { isJob } from '../spec/service-mode.ts'
import type { Draft } from './draft.ts'
import { scalesDown } from './destruction.ts'
import { draft } from './draft.ts'
import { holdAll, wouldDo } from './hold-all.ts'
import type { Change, Plan, PlanContext } from './plan-types.ts'
import { isRotatedName } from './rotated-name.ts'
import type { LiveObject } from './stack-objects.ts'
import { stackObjects } from './stack-objects.ts'
import type { Claim } from './standing.ts'
import { conflicts, standingOf } from './standing.ts'

/**
 * Changes that make the swarm equal to the desired state of one stack, with the reason of each.
 * Pure: the same values give the same plan, and the plan of an applied plan is empty.
 *
 * An object of another owner, or of another stack under a name that this one needs, holds the whole
 * stack. So does a stack that runs unmanaged, unless taking it over restarts and removes nothing, or
 * the policy says `adopt`. A held network or fixed-name object holds the services that need it.
 */
export function plan(desired: DesiredState, live: LiveState, context: PlanContext): Plan {
  const { stack } = desired
  const objects = stackObjects(desired, live)
  const { repository } = context.ownership
  const standing = standingOf(stack, objects, repository)
  const desiredNames = new Set([
    ...desired.services.map(({ Name }) => `service ${Name}`),
    ...desired.secrets.map(({ Name }) => `secret ${Name}`),
    ...desired.configs.map(({ Name }) => `config ${Name}`),
  ])
  const claim: Claim = {
    stack,
    repository,
    standing,
    everything: standing === 'unmanaged' || context.policy.adopt,
    isDesired: (object) => desiredNames.has(`${object.kind} ${object.name}`),
  }
  const drafted = draft(desired, live, objects, claim, context)
  const strangers = conflicts(desired, objects, repository)
  if (strangers.length > 0) return { stack, ...holdForStrangers(drafted, strangers) }
  if (standing !== 'unmanaged' || context.policy.adopt) return { stack, ...drafted }
  const adoption = draft(desired, live, objects, claim, {
    ...context,
    pruneUnlabelled: true,
  })
  if (!adoption.changes.some(disturbs)) return { stack, ...drafted }
  return { stack, ...adoption, changes: holdAll(adoption.changes, unmanaged(stack)) }
}

function holdForStrangers(
  drafted: Draft,
  strangers: readonly { readonly object: LiveObject; readonly reason: string }[],
): Draft {
  const first = strangers.map(({ reason }) => reason)[0] ?? ''
  const remedy =
    'Give the stack or the object another name, declare it "external", or remove it from the swarm by hand.'
  const code = 'owned-by-other-repository'
  const holds = strangers.map(({ object, reason }): Change => ({
    action: 'hold',
    ref: { kind: object.kind, name: object.name },
    code,
    reason,
    fields: [],
    remedy,
  }))
  const others = drafted.changes.filter(
    ({ ref }) =>
      !strangers.some(
        ({ object: { kind, name } }) =>
          kind === ref.kind && (name === ref.name || isRotatedName(ref.name, name)),
      ),
  )
  const rest = holdAll(others, () => ({
    code,
    reason: `The stack is held as a whole. ${first}`,
    remedy,
  }))
  return { ...drafted, changes: [...holds, ...rest] }
}

function unmanaged(stack: string): Parameters<typeof holdAll>[1] {
  return (change) => ({
    code: 'unmanaged',
    reason: `The stack ${stack} runs already, deployed by other means. ${wouldDo(change)}`,
    remedy:
      'Set "adopt: true" to take the stack over with these changes, or make the file equal to what runs.',
  })
}

/**
 * What adoption must not do without being told: restart, stop, remove, replace, run a job again.
 * A network, secret or config that no service uses is no part of what runs, and stays anyway.
 */
function disturbs(change: Change): boolean {
  switch (change.action) {
    case 'create':
      return false
    case 'update':
      return change.restart.restarts || scalesDown(change) || runsAgain(change)
    case 'remove':
      return change.ref.kind === 'service'
    case 'replace':
    case 'hold':
      return true
  }
}

function runsAgain(change: Extract<Change, { readonly action: 'update' }>): boolean {
  return change.object.kind === 'service' && isJob(change.object.spec)
}
