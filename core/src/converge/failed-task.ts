import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { redactText } from '../plan/redact.ts'
import { modeName } from '../spec/service-mode.ts'

/** The task that a failure is about. */
export interface FailedTask {
  readonly id: string
  /** `shop_web.2`; of a global service, which has no slots, the service's name. */
  readonly name: string
  /** Full name on the swarm. */
  readonly service: string
  /** Host name; absent while no node takes it. */
  readonly node?: string
  /** The swarm's own words, bounded; empty where it says none. */
  readonly error: string
  /** It had a container, so that there may be a log. */
  readonly hasContainer: boolean
}

export function failedTask(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
): FailedTask {
  const node = nodes.find(({ id }) => id === task.nodeId)?.hostname
  const { Name: name, Mode: mode } = service.spec
  return {
    id: task.id,
    name: modeName(mode).startsWith('global') ? name : `${name}.${task.slot}`,
    service: name,
    ...(node === undefined ? {} : { node }),
    error: bounded(task.error),
    hasContainer: task.containerId !== undefined,
  }
}

/** As long as the docker CLI shows ids, which every command of it takes. */
const SHOWN_ID = 12

/** The task's own words, in quotes, and which one it is: `"task: non-zero exit (1)" (task shop_web.2, id q3kx1v5c9y7n, on node-a)`. */
export function taskError(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
): string {
  const { name, id, node, error } = failedTask(task, service, nodes)
  const said = error === '' ? `exit code ${task.exitCode ?? 0}` : `"${error}"`
  const where = node === undefined ? '' : `, on ${node}`
  return `${said} (task ${name}, id ${id.slice(0, SHOWN_ID)}${where})`
}

const LONGEST_ERROR = 600

function bounded(error: string): string {
  const text = redactText(error)
  return text.length > LONGEST_ERROR ? `${text.slice(0, LONGEST_ERROR)}…` : text
}
