import type { AnswerOf, InputOf, RouteId, routes } from '@kesako/contract'
import type { Readable } from 'node:stream'
import type { Identity } from '../auth/identity.ts'
import type { RequestOrigin } from '../auth/request-origin.ts'

type RouteOf<Id extends RouteId> = (typeof routes)[Id]

/** A request that has passed credential, role, origin and schema. */
export type Call<Id extends RouteId> = InputOf<Id> & {
  readonly identity: RouteOf<Id>['role'] extends 'none' ? Identity | undefined : Identity
  /** ETags of the header `If-Match`; `*` matches every one. */
  readonly ifMatch: readonly string[] | undefined
  /** ETags of the header `If-None-Match`. */
  readonly ifNoneMatch: readonly string[] | undefined
  readonly origin: RequestOrigin
  /** Aborted when the client goes away, and after the answer. */
  readonly signal: AbortSignal
  /** Where the client reaches this server: `http://127.0.0.1:8080`. */
  readonly baseUrl: string
}

type Content<Id extends RouteId> = RouteOf<Id>['answer'] extends { readonly kind: 'json' }
  ? { readonly body: AnswerOf<Id> }
  : RouteOf<Id>['answer'] extends { readonly kind: 'text' }
    ? { readonly text: string }
    : RouteOf<Id>['answer'] extends { readonly kind: 'events' }
      ? { readonly stream: Readable }
      : unknown

/** What a handler answers. `status` only where it differs from the route's own. */
export interface ReplyFrame {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

export type Reply<Id extends RouteId> = Content<Id> & ReplyFrame

export type Handler<Id extends RouteId> = (call: Call<Id>) => Promise<Reply<Id>>

export type Handlers = { readonly [Id in RouteId]: Handler<Id> }
