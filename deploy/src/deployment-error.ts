import type { FailedTask, ReasonCode } from '@kesako/core'
import { EngineError } from '@kesako/engine'

/** Ends a deployment as failed, with its code and one sentence. */
export class DeploymentFailure extends Error {
  readonly code: ReasonCode
  /** Those that it is about. */
  readonly tasks: readonly FailedTask[]
  constructor(
    code: ReasonCode,
    message: string,
    cause?: unknown,
    tasks: readonly FailedTask[] = [],
  ) {
    super(message, { cause })
    this.name = 'DeploymentFailure'
    this.code = code
    this.tasks = tasks
  }
}

/** The runner stops: the deployment is left without an end, and the next start takes it up. */
export class RunnerStopped extends Error {
  constructor() {
    super('The runner is stopping.')
    this.name = 'RunnerStopped'
  }
}

/** Codes of reasons that pass by themselves, so that the attempt is repeated after a while. */
const TRANSIENT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'engine-unreachable',
  'lease-lost',
  'server-stopped',
])

export function isTransient(code: ReasonCode | undefined): boolean {
  return code !== undefined && TRANSIENT.has(code)
}

/** True for errors after which the engine may answer again if one waits. */
export function isEngineAway(error: unknown): error is EngineError {
  return (
    error instanceof EngineError && (error.kind === 'unreachable' || error.kind === 'no-manager')
  )
}

/** True for errors that asking again may cure: the engine is away, or answered with an error of its own (5xx). */
export function mayPass(error: unknown): error is EngineError {
  if (isEngineAway(error)) return true
  return error instanceof EngineError && error.kind === 'failed' && (error.status ?? 0) >= 500
}

/** Code and sentence for whatever ended a deployment. */
export function failureOf(error: unknown): { readonly code: ReasonCode; readonly reason: string } {
  if (error instanceof DeploymentFailure) return { code: error.code, reason: error.message }
  if (isEngineAway(error)) return { code: 'engine-unreachable', reason: error.message }
  if (error instanceof EngineError) return { code: 'engine-refused', reason: error.message }
  return { code: 'internal-error', reason: error instanceof Error ? error.message : String(error) }
}
