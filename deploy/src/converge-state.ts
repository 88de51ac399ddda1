import type { FailedTask, ReasonCode, ServiceProgress } from '@kesako/core'

/** What one look at the swarm says of the services that a deployment waits for. */
export interface Observation {
  /** Monotonic milliseconds. */
  readonly at: number
  /** One for every service that is waited for. */
  readonly services: readonly ServiceProgress[]
}

export interface ConvergeState {
  /** When something last got further. */
  readonly progressAt: number
  readonly marks: ReadonlyMap<string, string>
  /** Since when each service has been converged without a break. */
  readonly convergedSince: ReadonlyMap<string, number>
}

export type Convergence =
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'converged' }
  | {
      readonly kind: 'failed'
      readonly code: ReasonCode
      readonly reason: string
      /** Full names of those that failed, or that keep it waiting. */
      readonly services: readonly string[]
      /** The tasks that it is about, as far as the swarm names them. */
      readonly tasks: readonly FailedTask[]
    }

export interface ConvergeRules {
  /** Services that this deployment wrote to: they are watched for their monitor window. */
  readonly touched: ReadonlySet<string>
  /** Longest time without progress, milliseconds. */
  readonly deadlineMs: number
}

export function beginConvergence(at: number): ConvergeState {
  return { progressAt: at, marks: new Map(), convergedSince: new Map() }
}

/** Pure: what one more look changes, and whether it is over. */
export function advance(
  state: ConvergeState,
  seen: Observation,
  rules: ConvergeRules,
): { readonly state: ConvergeState; readonly convergence: Convergence } {
  const services = seen.services.map((service) => forgive(service, rules.touched))
  const marks = new Map(services.map((service) => [service.name, service.mark]))
  const moved = services.some((service) => state.marks.get(service.name) !== service.mark)
  const convergedSince = new Map(
    services
      .filter((service) => service.kind === 'converged')
      .map((service) => [service.name, state.convergedSince.get(service.name) ?? seen.at]),
  )
  const next: ConvergeState = {
    progressAt: moved ? seen.at : state.progressAt,
    marks,
    convergedSince,
  }
  return { state: next, convergence: judge(next, services, seen.at, rules) }
}

/** An update that went wrong before this deployment is no fault of it, where its service runs as asked. */
function forgive(service: ServiceProgress, touched: ReadonlySet<string>): ServiceProgress {
  if (service.kind !== 'failed' || touched.has(service.name)) return service
  const past =
    service.code === 'rolled-back' ||
    service.code === 'rollback-paused' ||
    service.code === 'update-paused'
  if (!past || service.running < service.desired) return service
  const { serviceId, name, running, desired, mark, reason } = service
  return { kind: 'converged', serviceId, name, running, desired, mark, reason, monitorMs: 0 }
}

function judge(
  state: ConvergeState,
  services: readonly ServiceProgress[],
  at: number,
  rules: ConvergeRules,
): Convergence {
  const failed = services.filter((service) => service.kind === 'failed')
  const [first] = failed
  if (first !== undefined) {
    const reason = failed.map((one) => one.reason).join(' ')
    return { kind: 'failed', code: first.code, reason, ...partsOf(failed) }
  }
  const converging = services.filter((service) => service.kind === 'converging')
  const [slow] = converging
  if (slow === undefined) return watch(state, services, at, rules)
  const stillMs = at - state.progressAt
  if (stillMs < rules.deadlineMs) return { kind: 'waiting', reason: slow.reason }
  const told = converging.find((service) => service.code !== undefined) ?? slow
  return {
    kind: 'failed',
    code: told.code ?? 'no-progress',
    reason: `No progress for ${Math.round(stillMs / 1000)} s: ${told.reason}`,
    ...partsOf([told, ...converging.filter((service) => service !== told)]),
  }
}

function partsOf(
  services: readonly Extract<ServiceProgress, { readonly kind: 'failed' | 'converging' }>[],
): { readonly services: readonly string[]; readonly tasks: readonly FailedTask[] } {
  return {
    services: services.map(({ name }) => name),
    tasks: services.flatMap(({ task }) => task ?? []),
  }
}

/** All run as asked: those that were written to must stay so for their window. */
function watch(
  state: ConvergeState,
  services: readonly ServiceProgress[],
  at: number,
  rules: ConvergeRules,
): Convergence {
  for (const service of services) {
    if (service.kind !== 'converged' || !rules.touched.has(service.name)) continue
    const since = state.convergedSince.get(service.name) ?? at
    if (at - since < service.monitorMs) {
      return { kind: 'waiting', reason: `"${service.name}" runs and is watched for a while.` }
    }
  }
  return { kind: 'converged' }
}
