import type { RequestOrigin } from '../auth/request-origin.ts'
import type Koa from 'koa'

/** What the first middleware finds out about a request. */
export interface AppState extends Koa.DefaultState {
  origin: RequestOrigin
  /** Name of the token, once it is known. */
  by?: string
}

export type AppContext = Koa.ParameterizedContext<AppState>
export type AppMiddleware = Koa.Middleware<AppState>
