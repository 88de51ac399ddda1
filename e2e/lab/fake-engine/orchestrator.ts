import { type FakeService, type FakeSwarm, type FakeTask, touch } from './fake-swarm.ts'
import type { DecideOutcome } from './task-outcome.ts'
import { workloadOutcome } from './task-outcome.ts'
import {
  isCurrent,
  isWanted,
  newTask,
  setExited,
  setPending,
  setRejected,
  setRunning,
  shutDown,
} from './task-life.ts'
import type { Timers } from './timers.ts'
import { updateSupervisor } from './update-supervisor.ts'

/** How fast time goes by in the fake engine, in milliseconds. */
export interface FakeTiming {
  /** From a task's creation until it runs, or ends as it must. */
  readonly taskMs: number
  /** Longest delay before an ended task is started again. */
  readonly restartMs: number
  /** Longest time that an update watches its tasks. */
  readonly monitorMs: number
}

const HISTORY_OF_A_SLOT = 5

/** Makes the tasks that services ask for, and follows their lives. */
export interface Orchestrator {
  /** After a service was created or updated. */
  reconcile(service: FakeService): void
  /** After a template was changed. */
  updated(service: FakeService): void
  removed(service: FakeService): void
  /** After the node's availability was set. */
  nodeChanged(): void
  /** The task's container got SIGKILL. */
  killed(task: FakeTask): void
}

export function startOrchestrator(
  swarm: FakeSwarm,
  timing: FakeTiming,
  timers: Timers,
  decide: DecideOutcome,
): Orchestrator {
  const supervisor = updateSupervisor(swarm, timing, timers, reconcile)

  function reconcile(service: FakeService): void {
    const slots = wantedSlots(service)
    const tasks = tasksOf(swarm, service)
    for (const task of tasks) {
      const slot = slotOf(service, task)
      const kept = slots.includes(slot)
      if (isWanted(task) && !(kept && isCurrent(service, task))) shutDown(swarm, task)
      if (!kept || (service.JobStatus && !isCurrent(service, task))) swarm.tasks.delete(task.ID)
    }
    for (const slot of slots) {
      const own = tasksOf(swarm, service).filter((task) => slotOf(service, task) === slot)
      if (!own.some(isWanted)) start(service, slot)
      for (const old of own.filter((task) => !isWanted(task)).slice(0, -HISTORY_OF_A_SLOT)) {
        swarm.tasks.delete(old.ID)
      }
    }
    retryPending()
  }

  function start(service: FakeService, slot: number | undefined): void {
    const task = newTask(swarm, service, slot)
    timers.after(timing.taskMs, () => settle(task))
  }

  function settle(task: FakeTask): void {
    const service = swarm.services.get(task.ServiceID)
    if (service === undefined || !isWanted(task) || !swarm.tasks.has(task.ID)) return
    const outcome = decide(service, task) ?? workloadOutcome(swarm, service, task)
    switch (outcome.kind) {
      case 'pend':
        return setPending(swarm, task, outcome.error)
      case 'reject':
        setRejected(swarm, task, outcome.error)
        return ended(service, task, true)
      case 'exit':
        setRunning(swarm, service, task)
        setExited(swarm, task, outcome.code)
        return ended(service, task, outcome.code !== 0)
      case 'run':
        setRunning(swarm, service, task)
        return supervisor.settled(service)
    }
  }

  function ended(service: FakeService, task: FakeTask, failed: boolean): void {
    if (failed) {
      supervisor.failed(service, task)
      // The swarm tells it to end, also where it starts no other.
      task.DesiredState = 'shutdown'
    }
    const policy = task.Spec.RestartPolicy
    const condition = policy?.Condition ?? 'any'
    const past = tasksOf(swarm, service).filter(
      (one) => slotOf(service, one) === slotOf(service, task) && isCurrent(service, one),
    )
    if (condition === 'none' || (!failed && (condition === 'on-failure' || service.JobStatus)))
      return
    if (policy?.MaxAttempts && past.length > policy.MaxAttempts) return
    task.DesiredState = 'shutdown'
    const delayMs = Math.min((policy?.Delay ?? 5e9) / 1e6, timing.restartMs)
    const slot = slotOf(service, task)
    if (wantedSlots(service).includes(slot) && isCurrent(service, task))
      replace(service, slot, delayMs)
  }

  /** The swarm makes the next task of a slot at once, to be ready, and starts it after the delay. */
  function replace(service: FakeService, slot: number | undefined, delayMs: number): void {
    const task = newTask(swarm, service, slot)
    const wanted = task.DesiredState
    task.DesiredState = 'ready'
    reconcile(service)
    timers.after(delayMs, () => {
      if (task.DesiredState !== 'ready' || !swarm.tasks.has(task.ID)) return
      task.DesiredState = wanted
      touch(swarm, task)
      timers.after(timing.taskMs, () => settle(task))
    })
  }

  function retryPending(): void {
    for (const task of swarm.tasks.values()) {
      if (task.Status.State === 'pending') timers.after(timing.taskMs, () => settle(task))
    }
  }

  return {
    reconcile,
    updated(service) {
      const stale = (task: FakeTask): boolean => isWanted(task) && !isCurrent(service, task)
      if (!service.JobStatus && tasksOf(swarm, service).some(stale)) supervisor.begin(service)
      reconcile(service)
    },
    removed(service) {
      for (const task of tasksOf(swarm, service)) swarm.tasks.delete(task.ID)
      retryPending()
    },
    nodeChanged() {
      for (const service of swarm.services.values()) {
        if (swarm.availability === 'drain') {
          for (const task of tasksOf(swarm, service)) if (isWanted(task)) shutDown(swarm, task)
        }
        reconcile(service)
      }
    },
    killed(task) {
      const service = swarm.services.get(task.ServiceID)
      if (service === undefined || task.Status.State !== 'running') return
      setExited(swarm, task, 137)
      ended(service, task, true)
    },
  }
}

export function tasksOf(swarm: FakeSwarm, service: FakeService): readonly FakeTask[] {
  return [...swarm.tasks.values()].filter((task) => task.ServiceID === service.ID)
}

/** Slots that shall have a task; one undefined slot for the one node of a global service. */
export function wantedSlots({
  Spec: { Mode: mode },
}: FakeService): readonly (number | undefined)[] {
  if (mode.Global || mode.GlobalJob) return [undefined]
  if (mode.ReplicatedJob) return Array.from(range(mode.ReplicatedJob.TotalCompletions ?? 1))
  return Array.from(range(mode.Replicated?.Replicas ?? 1), (slot) => slot + 1)
}

function range(length: number): Iterable<number> {
  return Array.from({ length }).keys()
}

function slotOf(service: FakeService, task: FakeTask): number | undefined {
  const { Global, GlobalJob } = service.Spec.Mode
  return Global || GlobalJob ? undefined : (task.Slot ?? 0)
}
