import type { EngineErrorKind } from './engine-api.ts'
import { EngineError } from './engine-api.ts'
import { redact } from './redact.ts'

/** An answer that isn't a success. */
export interface Refusal {
  /** What was tried, as it follows "Could not": `create service demo_web`. */
  readonly intent: string
  readonly method: string
  readonly status: number
  readonly body: string
}

/** What the engine's refusal means, with the sentence for a person. */
export function statusError(refusal: Refusal): EngineError {
  const reason = engineMessage(refusal.body) || `HTTP status ${refusal.status}`
  return new EngineError(
    statusKind(refusal, reason),
    `Could not ${refusal.intent}: ${reason}`,
    refusal.status,
  )
}

/*
 * Status codes alone don't say it: the engine answers 500 for a stale version and for a wrong
 * constraint, and 400 for what is in use. Seen on engine 20.10.24.
 */
function statusKind({ method, status }: Refusal, reason: string): EngineErrorKind {
  if (/update out of sequence/.test(reason)) return 'stale'
  if (
    /not a swarm manager|not part of a swarm|swarm is encrypted|does not have a leader/i.test(
      reason,
    )
  ) {
    return 'no-manager'
  }
  if (status === 409 || (status < 500 && /\bis in use by\b/.test(reason))) return 'conflict'
  if (status === 404) return method === 'POST' && /plugin/.test(reason) ? 'refused' : 'not-found'
  if (status === 501 || status < 500) return 'refused'
  if (/^(network|secret|config|service) \S+ not found$/.test(reason)) return 'not-found'
  if (/constraint expected|key .* is invalid|value .* is invalid/.test(reason)) return 'refused'
  return 'failed'
}

/** The engine's own words, without the wrapping of its inner calls. */
function engineMessage(body: string): string {
  return redact(
    messageOf(body)
      .trim()
      .replace(/^rpc error: code = \w+ desc = /, ''),
  )
}

function messageOf(body: string): string {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && 'message' in value) {
      return String(value.message)
    }
  } catch {
    // Old engines and proxies answer in plain text.
  }
  return body
}
