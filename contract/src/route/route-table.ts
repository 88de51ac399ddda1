import type { ProblemCode } from '../problem/problem-code.ts'
import type { Route, RouteAnswer, RouteInput } from './route.ts'
import { actionRoutes } from './action-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { definitionRoutes } from './definition-routes.ts'
import { contentRoutes } from './content-routes.ts'
import { pauseRoutes } from './pause-routes.ts'
import { registryRoutes } from './registry-routes.ts'
import { serverRoutes } from './server-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { stackRoutes } from './stack-routes.ts'
import { swarmRoutes } from './swarm-routes.ts'

/** Every route of the HTTP API by its operation id. */
export const routes = {
  ...sessionRoutes,
  ...stackRoutes,
  ...definitionRoutes,
  ...swarmRoutes,
  ...actionRoutes,
  ...contentRoutes,
  ...pauseRoutes,
  ...registryRoutes,
  ...auditRoutes,
  ...serverRoutes,
} as const

export type RouteId = keyof typeof routes
export type InputOf<Id extends RouteId> = RouteInput<(typeof routes)[Id]>
export type AnswerOf<Id extends RouteId> = RouteAnswer<(typeof routes)[Id]>

/** Codes that a route can answer with, those of every route included. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const input = route.params ?? route.query ?? route.body
  const codes: readonly ProblemCode[] = [
    ...route.problems,
    'host-not-allowed',
    ...(route.role === 'none'
      ? []
      : (['not-authenticated', 'credential-invalid', 'role-missing'] as const)),
    ...(route.role === 'deployer' ? (['stack-not-yours'] as const) : []),
    ...(route.role === 'deployer' && route.problems.includes('commit-conflict')
      ? (['manifest-forbidden'] as const)
      : []),
    ...(route.method === 'GET' ? [] : (['origin-not-allowed'] as const)),
    ...(input === undefined ? [] : (['request-invalid'] as const)),
    ...(route.body === undefined
      ? []
      : (['body-not-json', 'body-too-large', 'media-type-unknown'] as const)),
    'internal-error',
  ]
  return [...new Set(codes)]
}
