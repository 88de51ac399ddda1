import type { Labels, LiveTask, PortConfig, TaskState } from '@kesako/core'
import type { Connection } from '../transport/connection.ts'
import { readList } from '../transport/json.ts'

interface TaskAnswer {
  readonly ID: string
  readonly Version: { readonly Index?: number }
  readonly CreatedAt?: string
  readonly Labels?: Labels | null
  readonly Spec?: {
    readonly ContainerSpec?: { readonly Image?: string; readonly Labels?: Labels | null } | null
  }
  readonly ServiceID?: string
  readonly Slot?: number
  readonly NodeID?: string
  readonly Status?: {
    readonly Timestamp?: string
    readonly State?: TaskState
    readonly Message?: string
    readonly Err?: string
    readonly ContainerStatus?: {
      readonly ContainerID?: string
      readonly ExitCode?: number
    } | null
    readonly PortStatus?: { readonly Ports?: readonly PortConfig[] | null } | null
  }
  readonly DesiredState?: TaskState
  readonly JobIteration?: { readonly Index?: number } | null
}

/** `GET /tasks`. */
export async function listTasks(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveTask[]> {
  const request = { intent: 'list the tasks', method: 'GET', path: '/tasks', signal } as const
  return (await readList<TaskAnswer>(connection, request)).map(liveTask)
}

/** `GET /tasks`, each with whether it is of its service's spec as it is now. Two calls side by side. */
export async function listTasksWithAge(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveTask[]> {
  const [tasks, current] = await Promise.all([
    listTasks(connection, signal),
    readList<TaskAnswer>(connection, {
      intent: 'list the tasks that are up to date',
      method: 'GET',
      path: '/tasks',
      query: { filters: '{"_up-to-date":["true"]}' },
      signal,
    }),
  ])
  const ids = new Set(current.map(({ ID }) => ID))
  return tasks.map((task) => ({ ...task, upToDate: ids.has(task.id) }))
}

const ENDED: ReadonlySet<TaskState> = new Set(['complete', 'shutdown', 'failed', 'rejected'])

function liveTask(answer: TaskAnswer): LiveTask {
  const { JobIteration: job } = answer
  return {
    id: answer.ID,
    serviceId: answer.ServiceID ?? '',
    slot: answer.Slot ?? 0,
    nodeId: answer.NodeID ?? '',
    image: answer.Spec?.ContainerSpec?.Image ?? '',
    desiredState: answer.DesiredState ?? 'new',
    ...liveStatus(answer.Status ?? {}),
    createdAt: answer.CreatedAt ?? '',
    version: answer.Version.Index ?? 0,
    labels: { ...answer.Spec?.ContainerSpec?.Labels, ...answer.Labels },
    // The engine leaves an index of 0 out.
    ...(job === undefined || job === null ? {} : { jobIteration: job.Index ?? 0 }),
  }
}

type Status = Pick<
  LiveTask,
  'state' | 'message' | 'error' | 'timestamp' | 'hostPorts' | 'exitCode' | 'containerId'
>

function liveStatus(status: NonNullable<TaskAnswer['Status']>): Status {
  const { ContainerID: containerId, ExitCode: exitCode } = status.ContainerStatus ?? {}
  const state = status.State ?? 'new'
  const common = {
    state,
    message: status.Message ?? '',
    error: status.Err ?? '',
    timestamp: status.Timestamp ?? '',
    hostPorts: distinctPorts(status.PortStatus?.Ports ?? []),
  }
  if (containerId === undefined || containerId === '') return common
  // While a container runs the engine says 0, which means nothing.
  return exitCode !== undefined && ENDED.has(state)
    ? { ...common, containerId, exitCode }
    : { ...common, containerId }
}

/** A port is listed once per address family. */
function distinctPorts(ports: readonly PortConfig[]): readonly PortConfig[] {
  const byKey = new Map<string, PortConfig>()
  for (const port of ports) {
    byKey.set(`${port.PublishedPort}:${port.TargetPort}/${port.Protocol}`, port)
  }
  return [...byKey.values()]
}
