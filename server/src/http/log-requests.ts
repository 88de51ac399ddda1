import type { Clock, Log } from '@kesako/deploy'
import type { AppMiddleware } from './app-state.ts'

/** Paths that are asked for all the time and say nothing. */
const QUIET: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** One line for each request: its path without the query, which may hold a secret. */
export function logRequests(log: Log, clock: Clock): AppMiddleware {
  return async (context, next) => {
    const began = clock.monotonic()
    await next()
    if (QUIET.has(context.path) || context.path.startsWith('/assets/')) return
    log.info('request', {
      method: context.method,
      path: context.path.slice(0, 200),
      status: context.status,
      ms: Math.round(clock.monotonic() - began),
      address: context.state.origin.address,
      ...(context.state.by === undefined ? {} : { by: context.state.by }),
    })
  }
}
