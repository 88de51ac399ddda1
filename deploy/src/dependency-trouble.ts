import { type Deployment, type LiveState, stackHealth } from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import { endedWell, wantedState } from './stack-facts.ts'

/** What is known of the stacks that others may depend on. */
export interface DependencyWorld {
  readonly stack: (name: string) => StackAtRevision | undefined
  /** Newest entry of the journal. */
  readonly newest: (name: string) => Deployment | undefined
  /** Inputs digest that all its services bear. */
  readonly liveDigest: (name: string) => string | undefined
  readonly live: LiveState
}

/** Why a stack waits for others. */
export interface Waiting {
  /** Says the same as long as nothing is decided anew: for the journal. */
  readonly reason: string
  /** With what is seen right now: for people. */
  readonly now: string
  /** One of them isn't healthy now and may become so without a deployment. */
  readonly mayPass: boolean
}

/** Characters of another stack's reason. */
const MOST_REASON = 300

interface Trouble {
  readonly what: string
  /** Of one that isn't healthy: how it is just now. */
  readonly now?: string
}

/** Why a stack can't be deployed yet: what it depends on isn't deployed as the revision says, and healthy. */
export function waitsFor(stack: StackAtRevision, world: DependencyWorld): Waiting | undefined {
  const troubles = stack.policy.dependsOn.flatMap((name) => {
    const trouble = troubleOf(name, world)
    return trouble === undefined ? [] : [{ name, ...trouble }]
  })
  if (troubles.length === 0) return undefined
  const sentences = (text: (one: Trouble) => string): string =>
    troubles.map((one) => `It waits for the stack ${one.name}, which ${text(one)}`).join(' ')
  return {
    reason: sentences(({ what }) => what),
    now: sentences(({ what, now }) => now ?? what),
    mayPass: troubles.some(({ now }) => now !== undefined),
  }
}

function troubleOf(name: string, world: DependencyWorld): Trouble | undefined {
  const stack = world.stack(name)
  const wanted = wantedState(stack)
  switch (wanted) {
    case 'absent':
      return { what: 'this repository has not.' }
    case 'disabled':
      return { what: 'is disabled.' }
    case 'broken':
      return { what: 'has files with errors.' }
    case 'enabled':
      return stack === undefined ? undefined : (undeployed(stack, world) ?? unhealthy(stack, world))
  }
}

/** Its newest inputs aren't what runs, or weren't seen to run. */
function undeployed(stack: StackAtRevision, world: DependencyWorld): Trouble | undefined {
  const newest = world.newest(stack.name)
  if (newest === undefined) {
    const applied = world.liveDigest(stack.name) === stack.inputsDigest
    return applied ? undefined : { what: 'isn’t deployed yet.' }
  }
  const sameInputs = newest.action === 'deploy' && newest.inputsDigest === stack.inputsDigest
  if (!sameInputs) return { what: 'isn’t deployed yet.' }
  if (endedWell(newest)) return undefined
  switch (newest.end?.outcome) {
    case 'failed':
      return { what: `failed: ${shortened(newest.end.reason)}` }
    case 'held':
      return { what: `is held: ${shortened(newest.end.reason)}` }
    case 'superseded':
    case 'interrupted':
    case 'removed':
    case 'deployed':
    case 'unchanged':
      return { what: 'isn’t deployed yet.' }
    case undefined:
      return { what: 'is being deployed.' }
  }
}

function unhealthy(stack: StackAtRevision, world: DependencyWorld): Trouble | undefined {
  const expected = (stack.desired?.services ?? []).map(({ Name }) => Name)
  if (expected.length === 0) return undefined
  const { health, reason } = stackHealth(stack.name, world.live, expected)
  return health === 'healthy'
    ? undefined
    : { what: 'isn’t healthy.', now: `is ${health}: ${reason}` }
}

/** A reason may name another one, which names another one. */
function shortened(reason = ''): string {
  return reason.length > MOST_REASON ? `${reason.slice(0, MOST_REASON)}…` : reason
}
