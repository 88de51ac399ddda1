import { PROBLEM_CODES, type ProblemCode } from './problem/problem-code.ts'
import { ProblemDocument, problemDocument } from './problem/problem-document.ts'
import type { Route } from './route/route.ts'
import { routePath } from './route/route-path.ts'
import { routes, type AnswerOf, type InputOf, type RouteId } from './route/route-table.ts'

/** A request as the caller's own transport sends it. `path` begins with a slash. */
export interface ClientRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly body: string | undefined
  readonly signal: AbortSignalLike | undefined
}

/** An AbortSignal; this package knows no DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean
}

export interface ClientResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly text: string
}

export type Send = (request: ClientRequest) => Promise<ClientResponse>

type Given<T> = { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] }

/** What a call takes: parameters, query and body as far as the route has them. */
export type CallInput<Id extends RouteId> = Given<InputOf<Id>> & {
  readonly ifMatch?: string
  readonly signal?: AbortSignalLike
}

/** The server answered with a problem document. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument
  constructor(problem: ProblemDocument) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/**
 * Calls a route through `send` and gives back its checked document.
 * Rejects with ProblemError on a problem, with a ZodError on a document of another shape, and with
 * whatever `send` rejects with.
 */
export async function call<Id extends RouteId>(
  send: Send,
  id: Id,
  input: CallInput<Id>,
): Promise<AnswerOf<Id>> {
  const route: Route = routes[id]
  const parts: Parts = input
  const body = parts.body === undefined ? undefined : JSON.stringify(parts.body)
  const response = await send({
    method: route.method,
    path: routePath(route, parts.params, parts.query),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(parts.ifMatch === undefined ? {} : { 'if-match': parts.ifMatch }),
    },
    body,
    signal: parts.signal,
  })
  if (response.status >= 400) throw new ProblemError(readProblem(response))
  const answer =
    route.answer.kind === 'json' ? route.answer.schema.parse(JSON.parse(response.text)) : undefined
  // The schema that was just used is the one that AnswerOf infers from.
  return answer as AnswerOf<Id>
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly ifMatch?: string
  readonly signal?: AbortSignalLike
}

/** The problem document of an answer; something in between (a proxy) may have sent another body. */
function readProblem(response: ClientResponse): ProblemDocument {
  try {
    return ProblemDocument.parse(JSON.parse(response.text))
  } catch {
    const code: ProblemCode = 'internal-error'
    return {
      ...problemDocument(code, `The answer has status ${response.status} and no problem document.`),
      title: response.status >= 500 ? PROBLEM_CODES[code].title : 'The request failed',
      status: response.status,
    }
  }
}
