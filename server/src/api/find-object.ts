import type { ProblemCode } from '@kesako/contract'
import {
  failedTask,
  findOne,
  isWanted,
  type Found,
  type LiveNode,
  type LiveService,
  type LiveState,
  type LiveTask,
} from '@kesako/core'
import { RequestProblem } from '../http/request-problem.ts'

/** A task and whose it is. */
export interface TaskOfService {
  readonly task: LiveTask
  readonly service: LiveService
}

/** Throws a 404 for a service that isn't there, a 409 for a word that several fit. */
export function serviceNamed(
  { services }: Pick<LiveState, 'services'>,
  wanted: string,
): LiveService {
  const found = findOne(services, wanted, ({ spec }) => [spec.Name])
  return oneOf(found, 'service', 'service-unknown', wanted)
}

/** As `serviceNamed`, by id or host name. */
export function nodeNamed({ nodes }: Pick<LiveState, 'nodes'>, wanted: string): LiveNode {
  return oneOf(
    findOne(nodes, wanted, ({ hostname }) => [hostname]),
    'node',
    'node-unknown',
    wanted,
  )
}

/** As `serviceNamed`; the name of a slot stands for the task in it that the swarm wants to run. */
export function taskNamed(
  { services, tasks, nodes }: Pick<LiveState, 'services' | 'tasks' | 'nodes'>,
  wanted: string,
): TaskOfService {
  const byId = new Map(services.map((service) => [service.id, service]))
  const known = tasks.flatMap((task) => {
    const service = byId.get(task.serviceId)
    return service === undefined ? [] : [{ id: task.id, task, service }]
  })
  const found = findOne(known, wanted, ({ task, service }) =>
    isWanted(task) ? [failedTask(task, service, nodes).name] : [],
  )
  return oneOf(found, 'task', 'task-unknown', wanted)
}

function oneOf<T>(found: Found<T>, kind: string, unknown: ProblemCode, wanted: string): T {
  switch (found.kind) {
    case 'found':
      return found.one
    case 'none':
      throw new RequestProblem(unknown, `The swarm has no ${kind} ${wanted}.`)
    case 'ambiguous': {
      const detail = `${wanted} fits ${found.ids.length} or more: the ${kind}s ${found.ids.join(', ')}.`
      throw new RequestProblem('name-ambiguous', detail, { remedy: 'Give the whole id.' })
    }
  }
}
