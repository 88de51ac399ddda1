import { failedTask } from '../converge/failed-task.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { DEFAULT_RESTART_CONDITION, DEFAULT_RESTART_DELAY_NS } from '../spec/engine-defaults.ts'
import { isJob, modeName } from '../spec/service-mode.ts'
import type { ActionPlan, ActionRefusal } from './action-plan.ts'
import { movedTask, nodesFor } from './moved-tasks.ts'

/** As long as the docker CLI shows ids. */
const SHOWN_ID = 12

/** What killing the container of a task would do. Only the engine of its own node can: `here` is the one that is reached. Pure. */
export function planKill(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
  here: string,
): ActionPlan {
  const { name } = failedTask(task, service, nodes)
  const global = modeName(service.spec.Mode).startsWith('global')
  const to = global ? nodes.filter(({ id }) => id === task.nodeId) : nodesFor(service, nodes)
  const again = nextTask(service)
  const refusal = refusalOf(task, service, nodes, here)
  return {
    action: 'kill',
    target: { kind: 'task', id: task.id, name },
    effects: [
      'Its container gets SIGKILL: it ends at once, without its grace period.',
      again.sentence,
    ],
    tasks: [movedTask(task, service, nodes, again.comes ? to : [])],
    ...(refusal === undefined ? {} : { refusal }),
  }
}

function nextTask(service: LiveService): { readonly comes: boolean; readonly sentence: string } {
  const { Condition, Delay, MaxAttempts = 0 } = service.spec.TaskTemplate.RestartPolicy ?? {}
  if ((Condition ?? DEFAULT_RESTART_CONDITION) === 'none') {
    const sentence =
      'Its restart policy is none: the swarm starts no other in its place until the service is restarted.'
    return { comes: false, sentence }
  }
  const seconds = (Delay ?? DEFAULT_RESTART_DELAY_NS) / 1e9
  const counts = MaxAttempts > 0 ? `, unless this was the last of its ${MaxAttempts} attempts` : ''
  const what = isJob(service.spec) ? 'tries the job again' : 'starts another in its place'
  return { comes: true, sentence: `The swarm ${what} after ${seconds} s${counts}.` }
}

function refusalOf(
  task: LiveTask,
  service: LiveService,
  nodes: readonly LiveNode[],
  here: string,
): ActionRefusal | undefined {
  const { name } = failedTask(task, service, nodes)
  const restart = `Restart its service: kesako restart ${service.spec.Name}`
  if (task.state !== 'running' || task.containerId === undefined) {
    return {
      code: 'task-not-running',
      reason: `The task ${name} is ${task.state}, so that it has no container to kill.`,
      remedy: restart,
    }
  }
  if (task.nodeId === here) return undefined
  const host = (id: string): string => nodes.find((node) => node.id === id)?.hostname ?? id
  return {
    code: 'task-elsewhere',
    reason: `The task ${name} runs on ${host(task.nodeId)}, and Kesako reaches the engine of ${host(here)} only.`,
    remedy: `${restart}. Or on ${host(task.nodeId)}: docker kill ${task.containerId.slice(0, SHOWN_ID)}`,
  }
}
