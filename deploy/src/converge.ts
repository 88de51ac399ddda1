import { assessService, type ServiceProgress } from '@kesako/core'
import { advance, beginConvergence, type Convergence } from './converge-state.ts'
import type { DeployContext } from './deploy-context.ts'
import { failureOf } from './deployment-error.ts'
import type { TaskView } from './task-poll.ts'

export interface ConvergeRequest {
  /** Full names of the services that must run. */
  readonly expected: readonly string[]
  /** Those of them that this deployment wrote to. */
  readonly touched: ReadonlySet<string>
  /** Longest time without progress, milliseconds. */
  readonly deadlineMs: number
  /** Aborted by a newer revision. */
  readonly newer?: AbortSignal
  /** Told when the sentence of what is waited for changes. */
  readonly onWaiting?: (reason: string) => void
}

export type ConvergeResult =
  | Exclude<Convergence, { kind: 'waiting' }>
  | { readonly kind: 'newer' }
  | { readonly kind: 'stopped' }

/** Waits until everything expected runs as asked, or one sentence says why it doesn't. */
export async function converge(
  context: Pick<DeployContext, 'clock' | 'tasks' | 'stop'>,
  request: ConvergeRequest,
): Promise<ConvergeResult> {
  const { clock, tasks, stop } = context
  const { newer, deadlineMs } = request
  let state = beginConvergence(clock.monotonic())
  let told: string | undefined
  let away = false
  const ended = aborted(stop, newer)
  try {
    for (;;) {
      if (stop.aborted) return { kind: 'stopped' }
      if (newer?.aborted === true) return { kind: 'newer' }
      const look = await Promise.race([tasks.look(), ended.promise])
      if (look === undefined) continue
      const at = clock.monotonic()
      if (look.kind === 'unseen') {
        away = true
        if (at - state.progressAt < deadlineMs) continue
        return { kind: 'failed', ...failureOf(look.error), services: [], tasks: [] }
      }
      // An engine that came back starts tasks again: they get their time from here.
      if (away) state = { ...state, progressAt: at }
      away = false
      const services = progressOf(look.view, request.expected)
      const step = advance(state, { at, services }, request)
      state = step.state
      if (step.convergence.kind !== 'waiting') return step.convergence
      if (step.convergence.reason !== told) {
        told = step.convergence.reason
        request.onWaiting?.(told)
      }
    }
  } finally {
    ended.release()
  }
}

function progressOf(view: TaskView, expected: readonly string[]): readonly ServiceProgress[] {
  return expected.map((name) => {
    const service = view.services.find((one) => one.spec.Name === name)
    if (service === undefined) return missing(name)
    const tasks = view.tasks.filter((task) => task.serviceId === service.id)
    return assessService(service, tasks, view.nodes)
  })
}

function missing(name: string): ServiceProgress {
  return {
    kind: 'converging',
    serviceId: '',
    name,
    running: 0,
    desired: 1,
    mark: 'missing',
    reason: `The service "${name}" isn't on the swarm any more.`,
  }
}

/** Resolves with undefined as soon as one of the signals aborts. */
function aborted(...signals: readonly (AbortSignal | undefined)[]): {
  readonly promise: Promise<undefined>
  release(): void
} {
  let wake: () => void = () => undefined
  const promise = new Promise<undefined>((resolve) => {
    wake = () => resolve(undefined)
  })
  for (const signal of signals) {
    if (signal?.aborted === true) wake()
    signal?.addEventListener('abort', wake, { once: true })
  }
  return {
    promise,
    release() {
      for (const signal of signals) signal?.removeEventListener('abort', wake)
    },
  }
}
