import type { ServiceProgress } from '../converge/converge-types.ts'
import type { LiveService } from '../live/live-state.ts'
import { isJob } from '../spec/service-mode.ts'
import type { Health } from '../status/status.ts'

export interface HealthVerdict {
  readonly health: Health
  readonly reason: string
}

/**
 * Does a service work? Convergence asks whether an update succeeded; health doesn't: a service that
 * the swarm rolled back and that runs is healthy. One that no node takes is degraded, not progressing.
 */
export function serviceHealth(service: LiveService, progress: ServiceProgress): HealthVerdict {
  switch (progress.kind) {
    case 'converged':
      return progress.desired === 0 && !isJob(service.spec)
        ? { health: 'stopped', reason: 'It is scaled to 0.' }
        : { health: 'healthy', reason: progress.reason }
    case 'failed':
      return isServing(service, progress)
        ? { health: 'healthy', reason: progress.reason }
        : { health: 'degraded', reason: progress.reason }
    case 'converging':
      return {
        health: isStuck(progress) ? 'degraded' : 'progressing',
        reason: progress.reason,
      }
  }
}

/** After a completed rollback the old spec runs with all its tasks. */
function isServing(service: LiveService, progress: ServiceProgress): boolean {
  return (
    service.updateStatus?.state === 'rollback_completed' &&
    progress.kind === 'failed' &&
    progress.code === 'rolled-back' &&
    progress.running >= progress.desired
  )
}

function isStuck(progress: Extract<ServiceProgress, { readonly kind: 'converging' }>): boolean {
  return progress.code === 'no-suitable-node' || progress.code === 'port-taken'
}
