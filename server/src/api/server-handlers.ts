import { openApiDocument, type Probe } from '@kesako/contract'
import type { StacksRepository } from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import { type Measures, metricsText } from './metrics.ts'
import { processMeasures } from './process-metrics.ts'
import type { Handlers } from './handler.ts'

type ServerHandlers = Pick<
  Handlers,
  'listenEvents' | 'getOpenApi' | 'getHealth' | 'getReadiness' | 'getMetrics'
>

/** Longest time that an unauthenticated probe's answer is kept, so that probing costs nothing. */
const READY_MS = 2000
/** Longest time that a probe waits for the engine. */
const PROBE_TIMEOUT_MS = 3000

/** Events, probes, metrics and the OpenAPI document. */
export function serverHandlers(context: ApiContext): ServerHandlers {
  const { state, streams, runner, clock } = context
  let checked:
    | { readonly at: number; readonly problem: Promise<RequestProblem | undefined> }
    | undefined

  return {
    listenEvents({ identity }) {
      const stillThere = (): boolean => state.tokens.find(identity.secret) !== undefined
      return Promise.resolve({ stream: streams.open(stillThere) })
    },

    getOpenApi: () => Promise.resolve({ body: { ...openApiDocument(context.version) } }),

    getHealth: () => Promise.resolve({ body: { status: 'ok' } }),

    async getReadiness() {
      const now = clock.monotonic()
      if (checked === undefined || now - checked.at > READY_MS) {
        checked = { at: now, problem: readinessProblem(context) }
      }
      const problem = await checked.problem
      if (problem !== undefined) throw problem
      return { body: { status: 'ok', ...remoteProbe(context.repository) } }
    },

    async getMetrics() {
      return {
        text: metricsText({
          version: context.version,
          overview: await runner.overview(),
          counters: context.counters,
          listeners: streams.count(),
          ...remoteMeasure(context.repository),
          runner: runner.measures(),
          pauses: state.pauses.list().length,
          process: processMeasures(),
        }),
      }
    },
  }
}

/** No reason: it may tell where the repository is. */
function remoteProbe({ remote }: StacksRepository): Pick<Probe, 'remote'> {
  const state = remote?.state()
  if (state === undefined) return {}
  const { trouble } = state
  return {
    remote: trouble === undefined ? { followed: true } : { followed: false, since: trouble.since },
  }
}

function remoteMeasure({ remote }: StacksRepository): Pick<Measures, 'remote'> {
  return remote === undefined ? {} : { remote: remote.state() }
}

/** Says no more than which side is missing: probes have no credential. */
async function readinessProblem({
  engine,
  repository,
}: ApiContext): Promise<RequestProblem | undefined> {
  const head = await repository.head().catch(() => undefined)
  if (head === undefined || head.kind === 'unreadable') {
    return new RequestProblem('repository-unreadable', 'The stacks repository cannot be read.')
  }
  const reachable = await engine.info(AbortSignal.timeout(PROBE_TIMEOUT_MS)).then(
    (info) => info.controlAvailable,
    () => false,
  )
  if (reachable) return undefined
  return new RequestProblem('engine-unreachable', 'No manager of a swarm answers.')
}
