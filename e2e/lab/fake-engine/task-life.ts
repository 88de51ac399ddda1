import { randomBytes } from 'node:crypto'
import type { TaskState } from '@kesako/core'
import type { FakeService, FakeSwarm, FakeTask } from './fake-swarm.ts'
import { stored, timestamp, touch } from './fake-swarm.ts'

/** A new task of a service; the slot is undefined for global services. */
export function newTask(
  swarm: FakeSwarm,
  service: FakeService,
  slot: number | undefined,
): FakeTask {
  const iteration = service.JobStatus?.JobIteration
  const task: FakeTask = {
    ...stored(swarm, taskSpec(service)),
    Labels: {},
    ServiceID: service.ID,
    // The engine leaves a slot of 0 out: the first of a job has none.
    ...(slot === undefined || slot === 0 ? {} : { Slot: slot }),
    ...(slot === undefined ? { NodeID: swarm.nodeId } : {}),
    Status: { Timestamp: timestamp(), State: 'new', Message: 'created', PortStatus: {} },
    DesiredState: iteration === undefined ? 'running' : 'complete',
    ...(iteration === undefined ? {} : { JobIteration: { ...iteration } }),
  }
  swarm.tasks.set(task.ID, task)
  return task
}

/** The task template as tasks bear it. */
export function taskSpec(service: FakeService): FakeTask['Spec'] {
  const { Runtime: _left, ...spec } = service.Spec.TaskTemplate
  return spec
}

/** True while the task runs the service's spec of now. */
export function isCurrent(service: FakeService, task: FakeTask): boolean {
  const sameIteration =
    (task.JobIteration?.Index ?? 0) === (service.JobStatus?.JobIteration.Index ?? 0)
  return sameIteration && JSON.stringify(task.Spec) === JSON.stringify(taskSpec(service))
}

/** True until the task has ended or is told to end. */
export function isWanted(task: FakeTask): boolean {
  return ['ready', 'running', 'complete'].includes(task.DesiredState)
}

export function setPending(swarm: FakeSwarm, task: FakeTask, Err: string): void {
  if (task.Status.State === 'pending' && task.Status.Err === Err) return
  setStatus(swarm, task, 'pending', 'pending task scheduling', Err)
}

export function setRejected(swarm: FakeSwarm, task: FakeTask, Err: string): void {
  task.NodeID = swarm.nodeId
  task.DesiredState = 'shutdown'
  setStatus(swarm, task, 'rejected', 'preparing', Err)
}

export function setRunning(swarm: FakeSwarm, service: FakeService, task: FakeTask): void {
  task.NodeID = swarm.nodeId
  setStatus(swarm, task, 'running', 'started')
  task.Status.ContainerStatus = {
    ContainerID: randomBytes(32).toString('hex'),
    PID: 1_000 + swarm.index,
    ExitCode: 0,
  }
  const ports = service.Spec.EndpointSpec.Ports ?? []
  const published = ports.filter((port) => port.PublishMode === 'host')
  task.Status.PortStatus = published.length === 0 ? {} : { Ports: published }
}

export function setExited(swarm: FakeSwarm, task: FakeTask, code: number): void {
  const container = task.Status.ContainerStatus
  if (code === 0) setStatus(swarm, task, 'complete', 'finished')
  else setStatus(swarm, task, 'failed', 'started', `task: non-zero exit (${code})`)
  if (task.DesiredState === 'running') task.DesiredState = 'shutdown'
  if (container) task.Status.ContainerStatus = { ...container, PID: 0, ExitCode: code }
}

/** Ends a task that is to go; its container ends at once. */
export function shutDown(swarm: FakeSwarm, task: FakeTask): void {
  task.DesiredState = 'shutdown'
  if (task.Status.State === 'running') {
    const container = task.Status.ContainerStatus
    setStatus(swarm, task, 'shutdown', 'shutdown')
    if (container) task.Status.ContainerStatus = { ...container, PID: 0 }
  } else {
    touch(swarm, task)
  }
}

function setStatus(
  swarm: FakeSwarm,
  task: FakeTask,
  State: TaskState,
  Message: string,
  Err?: string,
): void {
  task.Status = {
    Timestamp: timestamp(),
    State,
    Message,
    ...(Err === undefined ? {} : { Err }),
    PortStatus: {},
  }
  touch(swarm, task)
}
