import type { RequestOrigin } from '../auth/request-origin.ts'
import type Koa from 'koa'

/** What the first middleware finds out about a request. */
export interface AppState extends Koa.DefaultState {
  origin: RequestOrigin
}

export type AppContext = Koa.ParameterizedContext<AppState>
export type AppMiddleware = Koa.Middleware<AppState>
