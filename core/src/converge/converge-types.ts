import type { ReasonCode } from '../deployment/deployment.ts'
import type { FailedTask } from './failed-task.ts'

/** How far one service is on its way to run as its spec says. */
export type ServiceProgress = {
  readonly serviceId: string
  readonly name: string
  readonly running: number
  readonly desired: number
  /** Changes whenever something got further; the deadline counts the time in which it doesn't. */
  readonly mark: string
} & (
  | {
      readonly kind: 'converging'
      readonly reason: string
      readonly code?: ReasonCode
      /** One that doesn't run yet, and will be the failed one if nothing gets further. */
      readonly task?: FailedTask
    }
  /** Runs as asked; the deployment still watches it for `monitorMs`. */
  | { readonly kind: 'converged'; readonly reason: string; readonly monitorMs: number }
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly code: ReasonCode
      readonly task?: FailedTask
    }
)
