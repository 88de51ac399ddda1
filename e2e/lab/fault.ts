import type { RecordedRequest } from './recorded-request.ts'

/** Which requests: all that agree with every key that is given. Paths are without query and API version. */
export interface RequestMatch {
  readonly method?: string
  readonly path?: string | RegExp
  readonly where?: (request: RecordedRequest) => boolean
}

/**
 * What goes wrong:
 * - `status`: this is the answer, the engine never sees the request
 * - `cut`: the connection breaks: `request` before the engine sees it; `answer` when the engine has done it, so that
 *   only the answer is lost; `body` after the head of the answer, or `afterMs` later, which cuts a stream
 * - `delayMs`: the engine sees it so much later
 * - `hold`: it rests, before the engine sees it (`request`) or when the engine has done it (`answer`), until `release`
 */
export type FaultAction =
  | { readonly status: number; readonly body?: unknown }
  | { readonly cut: 'request' | 'answer' }
  | { readonly cut: 'body'; readonly afterMs?: number }
  | { readonly delayMs: number }
  | { readonly hold: 'request' | 'answer' }

export type FaultRule = FaultAction & {
  readonly match: RequestMatch
  /** How many requests it strikes, default 1. `Infinity` for all. */
  readonly times?: number
  /** Strikes only each so manyth request that matches. Default 1: every one. */
  readonly every?: number
}

/** A fault that was put in place. */
export interface Fault {
  /** How many requests it has struck. */
  readonly hits: () => number
  /** The first request that it strikes; waits for it. */
  readonly hit: Promise<RecordedRequest>
  /** Lets go what it holds. It strikes nothing more. */
  readonly release: () => void
}

export function matches(match: RequestMatch, request: RecordedRequest): boolean {
  if (match.method !== undefined && match.method !== request.method) return false
  if (typeof match.path === 'string' && match.path !== request.path) return false
  if (match.path instanceof RegExp && !match.path.test(request.path)) return false
  return match.where?.(request) ?? true
}

/** The faults in place, in their order; the first that matches and has strikes left is the one. */
export interface FaultList {
  readonly add: (rule: FaultRule) => Fault
  readonly strike: (request: RecordedRequest) => StruckBy | undefined
  readonly releaseAll: () => void
}

export interface StruckBy {
  readonly action: FaultAction
  readonly released: Promise<void>
}

export function faultList(): FaultList {
  const faults: ArmedFault[] = []
  return {
    add: (rule) => {
      const armed = armFault(rule)
      faults.push(armed)
      return { hits: () => armed.hits, hit: armed.firstHit.promise, release: () => armed.release() }
    },
    strike: (request) => {
      const armed = faults.find((fault) => isStruck(fault, request))
      if (armed === undefined) return undefined
      armed.left -= 1
      armed.hits += 1
      armed.firstHit.resolve(request)
      return { action: armed.rule, released: armed.released }
    },
    releaseAll: () => {
      for (const fault of faults) fault.release()
    },
  }
}

interface ArmedFault {
  readonly rule: FaultRule
  left: number
  hits: number
  /** Requests that matched. */
  seen: number
  readonly firstHit: PromiseWithResolvers<RecordedRequest>
  readonly released: Promise<void>
  readonly release: () => void
}

function isStruck(fault: ArmedFault, request: RecordedRequest): boolean {
  if (fault.left === 0 || !matches(fault.rule.match, request)) return false
  fault.seen += 1
  return fault.seen % (fault.rule.every ?? 1) === 0
}

function armFault(rule: FaultRule): ArmedFault {
  const gate = Promise.withResolvers<void>()
  const armed: ArmedFault = {
    rule,
    left: rule.times ?? 1,
    hits: 0,
    seen: 0,
    firstHit: Promise.withResolvers<RecordedRequest>(),
    released: gate.promise,
    release: () => {
      armed.left = 0
      gate.resolve()
    },
  }
  return armed
}
