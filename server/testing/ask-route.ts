import { routePath, type Route } from '@kesako/contract'
import { z } from 'zod'

/** Status of an answer, and the code of its problem. */
export interface RouteAnswer {
  readonly status: number
  readonly code: string | undefined
}

export interface RouteCall {
  readonly headers?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Text that is sent as the body; default: that of the route's example. */
  readonly body?: string
}

const Problem = z.object({ code: z.string() })

/** Calls a route as its example does, but for what is given; a stream is not read. */
export async function askRoute(url: string, route: Route, call: RouteCall): Promise<RouteAnswer> {
  const { example } = route
  const body = call.body ?? (example.body === undefined ? undefined : JSON.stringify(example.body))
  const leaving = new AbortController()
  const answer = await fetch(
    `${url}${routePath(route, call.params ?? example.params, call.query ?? example.query)}`,
    {
      method: route.method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.ifMatch === undefined ? {} : { 'if-match': '*' }),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: leaving.signal,
    },
  )
  const { status } = answer
  if (status < 400) {
    leaving.abort()
    return { status, code: undefined }
  }
  return { status, code: Problem.safeParse(await answer.json()).data?.code }
}
