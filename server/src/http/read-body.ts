import { bodyParser } from '@koa/bodyparser'
import type { AppContext } from './app-state.ts'
import { RequestProblem } from './request-problem.ts'

const parse = bodyParser({ enableTypes: ['json'], jsonLimit: '1mb', encoding: 'utf-8' })

/** The JSON body of a request, at most 1 MiB; an empty object when there is none. */
export async function readBody(context: AppContext): Promise<unknown> {
  const { headers } = context.req
  const empty =
    headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  if (empty) return {}
  if (context.is('application/json') === false) {
    throw new RequestProblem('media-type-unknown', 'Send the body as application/json.')
  }
  await parse(context, () => Promise.resolve())
  return context.request.body
}
