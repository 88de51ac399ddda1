import type { z } from 'zod'
import type { ProblemCode } from '../problem/problem-code.ts'
import type { Role } from '../role.ts'
import type { Wire } from '../wire.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a route sends back when all is well. */
export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  /** Server-sent events; `schema` is the JSON of each `data:` line. */
  | { readonly kind: 'events'; readonly schema: z.ZodType }
  | { readonly kind: 'text'; readonly mediaType: string }
  /** Status 204. */
  | { readonly kind: 'nothing' }

/** One example of a request and of its answer, shown in the docs and parsed by a test. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly answer?: unknown
}

/** One route: everything that the router, the client and the OpenAPI document need to know of it. */
export interface Route {
  readonly method: Method
  /** From the root, with `:name` for parameters. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** Smallest role that may call it; `none` needs no credential. */
  readonly role: Role | 'none'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Default 1 MiB. */
  readonly maxBodyBytes?: number
  readonly answer: Answer
  /** Whether the header `If-Match` with the stack's ETag is needed or looked at. */
  readonly ifMatch?: 'required' | 'optional'
  /** The answer has an ETag, and `If-None-Match` with it answers 304 without a body. */
  readonly conditional?: true
  /** Codes besides those that every route can answer with. */
  readonly problems: readonly ProblemCode[]
  readonly example: Example
}

type Part<Schema> = Schema extends z.ZodType ? Wire<Schema> : undefined

/** Parsed parameters, query and body of a route; `undefined` where it has none. */
export interface RouteInput<R extends Route> {
  readonly params: Part<R['params']>
  readonly query: Part<R['query']>
  readonly body: Part<R['body']>
}

/** What a route answers: its document, or `undefined` where it answers with no JSON. */
export type RouteAnswer<R extends Route> = R['answer'] extends {
  readonly kind: 'json'
  readonly schema: infer Schema extends z.ZodType
}
  ? Wire<Schema>
  : undefined

/** Checks the shape and keeps the exact types. */
export function route<const R extends Route>(definition: R): R {
  return definition
}
