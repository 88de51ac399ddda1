import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { isJob, modeName } from '../spec/service-mode.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { fitsNode } from './constraint.ts'
import type { FieldDiff, Restart } from './plan-types.ts'

/** The parts of a service spec, by what a difference in them does to running tasks. */
export interface ChangedParts {
  readonly task: readonly FieldDiff[]
  readonly placement: readonly FieldDiff[]
  readonly endpoint: readonly FieldDiff[]
  readonly mode: readonly FieldDiff[]
  readonly labels: readonly FieldDiff[]
  readonly update: readonly FieldDiff[]
}

export function changedParts(fields: readonly FieldDiff[]): ChangedParts {
  const under = (prefix: string): readonly FieldDiff[] =>
    fields.filter(({ path }) => path.startsWith(prefix))
  const placement = under('TaskTemplate.Placement.')
  return {
    task: under('TaskTemplate.').filter((field) => !placement.includes(field)),
    placement,
    endpoint: under('EndpointSpec.'),
    mode: under('Mode.'),
    labels: under('Labels['),
    update: [...under('UpdateConfig.'), ...under('RollbackConfig.')],
  }
}

/**
 * Whether an update replaces running tasks. It does when the task template or the endpoint differs;
 * placement alone only where a task's node no longer satisfies the constraints; an update of a job
 * always runs it again. Labels, update settings and the number of replicas restart nothing.
 * Source: swarmkit `orchestrator/task.go` (IsTaskDirty) and `orchestrator/jobs`.
 */
export function restartOf(
  fields: readonly FieldDiff[],
  desired: ServiceSpec,
  live: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Restart {
  if (isJob(live.spec)) {
    return { restarts: true, because: 'the engine runs a job again whenever it is updated' }
  }
  const parts = changedParts(fields)
  const active = tasks.filter(
    (task) => task.serviceId === live.id && task.desiredState === 'running',
  )
  const dirty = parts.task[0] ?? parts.endpoint[0]
  if (dirty !== undefined) {
    return active.length === 0 && live.spec.Mode.Replicated?.Replicas === 0
      ? { restarts: false, because: 'no task of the service runs' }
      : { restarts: true, because: `${part(dirty.path)} changes` }
  }
  if (parts.placement.length > 0) return placementRestart(desired, active, nodes)
  if (parts.mode.length > 0) {
    const what = modeName(desired.Mode) === 'replicated' ? 'replicas' : 'tasks'
    return {
      restarts: false,
      because: `only the number of ${what} changes; tasks are started or stopped, none is replaced`,
    }
  }
  return { restarts: false, because: 'what changes is not part of the task' }
}

function part(path: string): string {
  return path
    .replace(/^TaskTemplate\.(ContainerSpec\.)?/, '')
    .replace(/^EndpointSpec\.Ports.*/, 'published ports (EndpointSpec.Ports)')
}

function placementRestart(
  desired: ServiceSpec,
  active: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Restart {
  const constraints = desired.TaskTemplate.Placement.Constraints ?? []
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const misplaced = active.filter((task) => {
    const node = byId.get(task.nodeId)
    return node === undefined || fitsNode(constraints, node) !== true
  })
  if (misplaced.length === 0) {
    return { restarts: false, because: 'every task runs on a node that fits the new placement' }
  }
  const count = misplaced.length === 1 ? '1 task runs' : `${misplaced.length} tasks run`
  return { restarts: true, because: `${count} on a node that may not fit the new placement` }
}
