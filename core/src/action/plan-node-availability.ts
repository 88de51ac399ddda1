import type { LiveNode, LiveService, LiveState, LiveTask } from '../live/live-state.ts'
import { modeName } from '../spec/service-mode.ts'
import type { ActionPlan, MovedTask } from './action-plan.ts'
import { countOf, isLive, movedTask, nodesFor } from './moved-tasks.ts'

const MOST_NAMED = 10

/** What draining a node would do to its tasks. Pure. */
export function planDrain(
  node: LiveNode,
  live: Pick<LiveState, 'services' | 'tasks' | 'nodes'>,
): ActionPlan {
  const target = { kind: 'node', id: node.id, name: node.hostname } as const
  if (node.availability === 'drain') {
    return { action: 'drain', target, effects: ['It is drained already.'], tasks: [] }
  }
  const others = live.nodes.filter(({ id }) => id !== node.id)
  const affected = tasksWithService(live).filter(({ task }) => task.nodeId === node.id)
  const moving = affected.filter(({ service }) => !isGlobal(service))
  const tasks = affected.map(({ task, service }) =>
    movedTask(task, service, live.nodes, isGlobal(service) ? [] : nodesFor(service, others)),
  )
  const stuck = moving
    .filter(({ service }) => nodesFor(service, others).length === 0)
    .map(({ task, service }) => movedTask(task, service, live.nodes, []))
  return {
    action: 'drain',
    target,
    effects: [
      affected.length === 0
        ? 'No task runs there.'
        : `${countOf(affected.length, 'task')} there ${affected.length === 1 ? 'is' : 'are'} stopped.`,
      ...moved(moving.length - stuck.length),
      ...staying(affected.length - moving.length),
      ...waiting(stuck, node),
      ...volumes(moving, node),
      ...(node.role === 'manager' ? ['It stays a manager of the swarm.'] : []),
      'It gets no task until it is activated again.',
    ],
    tasks,
  }
}

/** What activating a node would do. Pure. */
export function planActivation(
  node: LiveNode,
  live: Pick<LiveState, 'services' | 'tasks' | 'nodes'>,
): ActionPlan {
  const target = { kind: 'node', id: node.id, name: node.hostname } as const
  if (node.availability === 'active') {
    return { action: 'activate', target, effects: ['It takes tasks already.'], tasks: [] }
  }
  const asActive: LiveNode = { ...node, availability: 'active' }
  const fits = (service: LiveService): boolean => nodesFor(service, [asActive]).length > 0
  const global = live.services.filter((service) => isGlobal(service) && fits(service))
  const pending = tasksWithService(live).filter(
    ({ task, service }) => task.state === 'pending' && fits(service),
  )
  return {
    action: 'activate',
    target,
    effects: [
      node.state === 'ready'
        ? 'It takes tasks again.'
        : `It is ${node.state}, and takes tasks once it is ready.`,
      ...(global.length === 0
        ? []
        : [
            `${countOf(global.length, 'global service')} start${global.length === 1 ? 's' : ''} a task there.`,
          ]),
      ...(pending.length === 0
        ? []
        : [
            `${countOf(pending.length, 'task')} that wait${pending.length === 1 ? 's' : ''} for a node may go there.`,
          ]),
      'Tasks that run elsewhere stay where they are; a restart of their service spreads them anew.',
    ],
    tasks: [],
  }
}

interface TaskWithService {
  readonly task: LiveTask
  readonly service: LiveService
}

function tasksWithService({
  services,
  tasks,
}: Pick<LiveState, 'services' | 'tasks'>): readonly TaskWithService[] {
  const byId = new Map(services.map((service) => [service.id, service]))
  return tasks.filter(isLive).flatMap((task) => {
    const service = byId.get(task.serviceId)
    return service === undefined ? [] : [{ task, service }]
  })
}

function isGlobal(service: LiveService): boolean {
  return modeName(service.spec.Mode).startsWith('global')
}

function moved(count: number): readonly string[] {
  return count === 0
    ? []
    : [`The swarm starts ${count} of them on other nodes, where there is room.`]
}

function staying(count: number): readonly string[] {
  return count === 0
    ? []
    : [`${countOf(count, 'task')} of global services end${count === 1 ? 's' : ''} without another.`]
}

function waiting(stuck: readonly MovedTask[], node: LiveNode): readonly string[] {
  if (stuck.length === 0) return []
  const names = stuck.slice(0, MOST_NAMED).map(({ name }) => name)
  const rest = stuck.length > MOST_NAMED ? ` and ${stuck.length - MOST_NAMED} more` : ''
  return [
    `No other node takes ${names.join(', ')}${rest}: they wait until ${node.hostname} is activated, or another fits.`,
  ]
}

/** Where a volume is, a task elsewhere doesn't find its data. */
function volumes(moving: readonly TaskWithService[], node: LiveNode): readonly string[] {
  const kept = moving.filter(({ service }) =>
    (service.spec.TaskTemplate.ContainerSpec.Mounts ?? []).some(
      ({ Type, ReadOnly }) => (Type === 'volume' || Type === 'bind') && ReadOnly !== true,
    ),
  )
  if (kept.length === 0) return []
  const names = [...new Set(kept.map(({ service }) => service.spec.Name))]
  return [
    `${names.slice(0, MOST_NAMED).join(', ')} write${names.length === 1 ? 's' : ''} to volumes or folders of ${node.hostname}: on another node they find what is there, not these.`,
  ]
}
