import type { FakeService, FakeSwarm, FakeTask } from './fake-swarm.ts'
import { timestamp, touch } from './fake-swarm.ts'
import type { FakeTiming } from './orchestrator.ts'
import { isCurrent, isWanted } from './task-life.ts'
import type { Timers } from './timers.ts'

/** Follows the updates of services: completed, paused or rolled back. */
export interface UpdateSupervisor {
  begin(service: FakeService): void
  /** A task runs. */
  settled(service: FakeService): void
  /** A task ended badly. */
  failed(service: FakeService, task: FakeTask): void
}

const DEFAULT_MONITOR_MS = 5_000

export function updateSupervisor(
  swarm: FakeSwarm,
  timing: FakeTiming,
  timers: Timers,
  reconcile: (service: FakeService) => void,
): UpdateSupervisor {
  function setState(service: FakeService, State: string, Message: string): void {
    const StartedAt = service.UpdateStatus?.StartedAt ?? timestamp()
    const over = State.endsWith('completed')
    service.UpdateStatus = {
      State,
      StartedAt,
      ...(over ? { CompletedAt: timestamp() } : {}),
      Message,
    }
    touch(swarm, service)
  }

  function settled(service: FakeService): void {
    const state = service.UpdateStatus?.State
    if (state !== 'updating' && state !== 'rollback_started') return
    const tasks = [...swarm.tasks.values()].filter((task) => task.ServiceID === service.ID)
    const wanted = tasks.filter(isWanted)
    if (!wanted.every((task) => isCurrent(service, task) && task.Status.State === 'running')) return

    const config = state === 'updating' ? service.Spec.UpdateConfig : service.Spec.RollbackConfig
    const monitorMs = Math.min(
      (config?.Monitor ?? DEFAULT_MONITOR_MS * 1e6) / 1e6,
      timing.monitorMs,
    )
    const watched = service.UpdateStatus
    timers.after(monitorMs, () => {
      if (service.UpdateStatus !== watched || !swarm.services.has(service.ID)) return
      if (state === 'updating') setState(service, 'completed', 'update completed')
      else setState(service, 'rollback_completed', 'rollback completed')
    })
  }

  return {
    begin(service) {
      delete service.UpdateStatus
      setState(service, 'updating', 'update in progress')
    },
    settled,
    failed(service, task) {
      const state = service.UpdateStatus?.State
      if (!isCurrent(service, task)) return
      const cause = `due to failure or early termination of task ${task.ID}`
      if (state === 'rollback_started') {
        return setState(service, 'rollback_paused', `rollback paused ${cause}`)
      }
      if (state !== 'updating') return
      const action = service.Spec.UpdateConfig?.FailureAction ?? 'pause'
      if (action === 'continue') return
      if (action !== 'rollback' || service.PreviousSpec === undefined) {
        return setState(service, 'paused', `update paused ${cause}`)
      }
      service.Spec = service.PreviousSpec
      delete service.PreviousSpec
      setState(service, 'rollback_started', `update rolled back ${cause}`)
      timers.after(0, () => {
        if (swarm.services.has(service.ID)) reconcile(service)
      })
    },
  }
}
