import { failedTask } from '../converge/failed-task.ts'
import { hasEnded, isWanted } from '../converge/task-state.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import { fitsNode, takesTasks } from '../plan/constraint.ts'
import type { MovedTask } from './action-plan.ts'

/** True for a task that takes a place on a node, or waits for one, now. */
export function isLive(task: LiveTask): boolean {
  return isWanted(task) && !hasEnded(task)
}

/** Nodes that may take a task of the service, as far as availability and constraints tell. */
export function nodesFor(service: LiveService, nodes: readonly LiveNode[]): readonly LiveNode[] {
  const constraints = service.spec.TaskTemplate.Placement?.Constraints ?? []
  return nodes.filter((node) => takesTasks(node) && fitsNode(constraints, node) !== false)
}

/** A task that ends; `to` are the nodes that may take the next one. */
export function movedTask(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
  to: readonly LiveNode[],
): MovedTask {
  const { id, name, node } = failedTask(task, service, nodes)
  const mayGoTo = to.map(({ hostname }) => hostname).toSorted(compareText)
  return { id, name, ...(node === undefined ? {} : { node }), mayGoTo }
}

/** `1 task`, `2 tasks`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
