import { bodyParser } from '@koa/bodyparser'
import type { AppContext } from './app-state.ts'
import { RequestProblem } from './request-problem.ts'

const USUAL_BYTES = 1024 * 1024
const LARGEST_BYTES = 2 * 1024 * 1024

const parserOf = (jsonLimit: number): ReturnType<typeof bodyParser> =>
  bodyParser({ enableTypes: ['json'], jsonLimit: String(jsonLimit), encoding: 'utf-8' })
const usual = parserOf(USUAL_BYTES)
const large = parserOf(LARGEST_BYTES)

/** The JSON body of a request, at most 1 MiB, or 2 MiB where the route takes more; an empty object when there is none. */
export async function readBody(
  context: AppContext,
  maxBytes: number = USUAL_BYTES,
): Promise<unknown> {
  const { headers } = context.req
  const empty =
    headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  if (empty) return {}
  if (context.is('application/json') === false) {
    throw new RequestProblem('media-type-unknown', 'Send the body as application/json.')
  }
  await (maxBytes > USUAL_BYTES ? large : usual)(context, () => Promise.resolve())
  return context.request.body
}
