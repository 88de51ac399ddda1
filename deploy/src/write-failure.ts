import { EngineError } from '@kesako/engine'

/** What a failed write means for the deployment. */
export type WriteFailure =
  /** Live isn't what the plan was made from: read and plan again. */
  | 'replan'
  /** A network of that name is still being removed: wait, then plan again. */
  | 'network-leaving'
  /** The engine is away: wait for it, then read what arrived. */
  | 'engine-away'
  /** A person must act: this change fails, others go on. */
  | 'refused'
  /** Nothing that a further attempt would cure: ends the deployment. */
  | 'fatal'

const NETWORK_GONE = /\bnetwork\b.*\bnot found\b/i

/** Pure: by kind and, where the engine says no more, by message. */
export function classifyWrite(error: unknown): WriteFailure {
  if (!(error instanceof EngineError)) return 'fatal'
  if (NETWORK_GONE.test(error.message) && error.kind !== 'unreachable') return 'network-leaving'
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
