import {
  type Deployment,
  isEmpty,
  isHeld,
  type LiveState,
  type MaintenancePause,
  pauseSentence,
  type Plan,
  stackHealth,
  syncStatus,
} from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import type { StackStatus } from './deploy-api.ts'
import { lastApplied, wantedState } from './stack-facts.ts'

export interface StackParts {
  readonly name: string
  /** Absent where the revision doesn't name it. */
  readonly stack?: StackAtRevision
  /** True when the swarm has it in our name. */
  readonly owned: boolean
  readonly live: LiveState
  /** Against live; for a stack that shall go, its removal. */
  readonly plan?: Plan
  readonly newest?: Deployment
  readonly liveDigest?: string
  /** Why nothing is written to it. */
  readonly held?: string
  /** Its pause, or that of every stack. */
  readonly paused?: MaintenancePause
  /** Which stacks it waits for, in a sentence. */
  readonly waits?: string
  /** A deployment of it runs, in whatever process. */
  readonly deploying: boolean
  /** Why the engine says nothing; `live` is empty then. */
  readonly away?: string
}

/** Pure: one stack as a person sees it. */
export function describeStack(parts: StackParts): StackStatus {
  const { name, stack, plan, newest } = parts
  const managed = stack !== undefined
  const enabled = stack?.enabled === true
  const expected = enabled ? (stack.desired?.services ?? []).map((one) => one.Name) : []
  const health = stackHealth(name, parts.live, expected)
  const { sync, reason } = syncOf(parts)
  const unknown = parts.away !== undefined
  return {
    name,
    managed,
    enabled,
    sync,
    syncReason: reason,
    health: unknown ? 'unknown' : health.health,
    healthReason: parts.away ?? health.reason,
    tasks: { running: health.running, desired: health.desired },
    services: health.services.map(({ id, running, desired, ...service }) => ({
      ...service,
      ...(id === undefined ? {} : { id }),
      tasks: { running, desired },
    })),
    ...(plan !== undefined && (!isEmpty(plan) || isHeld(plan)) ? { plan } : {}),
    problems: stack?.problems ?? [],
    ...(stack === undefined ? {} : { source: stack }),
    ...(newest === undefined ? {} : { lastDeployment: newest }),
    deploying: parts.deploying,
    ...(parts.paused === undefined ? {} : { paused: parts.paused }),
  }
}

function syncOf(parts: StackParts): Pick<StackStatus, 'sync'> & { readonly reason: string } {
  const { stack, plan, newest, held, away } = parts
  if (away !== undefined) return { sync: 'unknown', reason: away }
  if (stack === undefined && !parts.owned) {
    return { sync: 'unknown', reason: 'The stacks repository knows nothing of this stack.' }
  }
  if (stack === undefined && held === undefined && parts.paused !== undefined) {
    return { sync: 'held', reason: pauseSentence(parts.paused) }
  }
  if (stack === undefined && held === undefined) {
    return {
      sync: 'out-of-sync',
      reason: 'The revision no longer names it, so it is being removed.',
    }
  }
  const applied = lastApplied(newest, parts.liveDigest)
  return syncStatus({
    enabled: stack?.enabled === true,
    broken: wantedState(stack) === 'broken',
    plan,
    inputsDigest: stack?.inputsDigest ?? '',
    lastApplied: applied,
    deploying: parts.deploying,
    ...(held === undefined ? {} : { held }),
    ...(parts.paused === undefined ? {} : { paused: pauseSentence(parts.paused) }),
    ...(parts.waits === undefined ? {} : { waits: parts.waits }),
  })
}
