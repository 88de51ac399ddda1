import { EngineError } from '@kesako/engine'

/** What a failed write means for the deployment. */
export type WriteFailure =
  /** Live isn't what the plan was made from: read and plan again. */
  | 'replan'
  /** A network of that name is still being removed: wait, then plan again. */
  | 'network-leaving'
  /** A published port is still being given up by another service: wait, then plan again. */
  | 'port-leaving'
  /** The engine is away: wait for it, then read what arrived. */
  | 'engine-away'
  /** A person must act: this change fails, others go on. */
  | 'refused'
  /** Nothing that a further attempt would cure: ends the deployment. */
  | 'fatal'

/** A service names it and it is gone; or its name is still taken. */
const NETWORK_LEAVING = /\bnetwork\b.*\bnot found\b|\bnetwork with name\b.*\balready exists\b/i

/** What preflight let pass is given up in this very deployment. Source: swarmkit `controlapi/service.go`. */
const PORT_LEAVING = /\bport '?\d+'? is already in use by service\b/i

/** Pure: by kind and, where the engine says no more, by message. */
export function classifyWrite(error: unknown): WriteFailure {
  if (!(error instanceof EngineError)) return 'fatal'
  if (error.kind !== 'unreachable' && NETWORK_LEAVING.test(error.message)) return 'network-leaving'
  if (error.kind === 'refused' && PORT_LEAVING.test(error.message)) return 'port-leaving'
  switch (error.kind) {
    case 'stale':
    case 'conflict':
    case 'not-found':
    case 'failed':
      return 'replan'
    case 'unreachable':
    case 'no-manager':
      return 'engine-away'
    case 'refused':
      return 'refused'
    case 'aborted':
      return 'fatal'
  }
}
