import type { Clock, Log } from '@kesako/deploy'
import Koa from 'koa'
import { answerProblems } from './answer-problems.ts'
import type { AppMiddleware, AppState } from './app-state.ts'
import { checkArrival, readArrival, type Gate } from './arrival.ts'
import { logRequests } from './log-requests.ts'
import { RequestProblem } from './request-problem.ts'
import { securityHeaders } from './security-headers.ts'

export interface AppParts {
  readonly log: Log
  readonly clock: Clock
  readonly gate: Gate
  readonly forge: AppMiddleware
  readonly api: AppMiddleware
  /** Absent when no page is built. */
  readonly page: AppMiddleware | undefined
}

/** The order in which a request meets everything. */
export function createApp(parts: AppParts): Koa<AppState> {
  const app = new Koa<AppState>()
  app.use(readArrival(parts.gate))
  app.use(logRequests(parts.log, parts.clock))
  app.use(securityHeaders)
  app.use(answerProblems(parts.log))
  app.use(checkArrival(parts.gate))
  app.use(parts.forge)
  app.use(parts.api)
  if (parts.page !== undefined) app.use(parts.page)
  app.use((context) => {
    throw new RequestProblem('route-unknown', `There is nothing at ${context.path.slice(0, 200)}.`)
  })
  app.on('error', (error: unknown) => parts.log.warn('answer was cut off', { error }))
  return app
}
