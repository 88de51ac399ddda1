import type { ServiceDetails } from '@kesako/contract'
import {
  isWanted,
  type LiveService,
  type LiveState,
  type LiveTask,
  serviceHealthRow,
  STACK_LABEL,
} from '@kesako/core'
import { taskView } from './task-view.ts'

const MOST_TASKS = 200

/** A service with its tasks as it goes over the wire. */
export function serviceDetails(
  service: LiveService,
  live: Pick<LiveState, 'tasks' | 'nodes'>,
): ServiceDetails {
  const own = live.tasks.filter(({ serviceId }) => serviceId === service.id)
  const { id, name, image, mode, running, desired, ...verdict } = serviceHealthRow(
    service,
    own,
    live,
  )
  const stack = service.spec.Labels[STACK_LABEL]
  const { updateStatus } = service
  return {
    id: id ?? service.id,
    name,
    image,
    mode,
    tasks: { running, desired },
    health: verdict.health,
    healthReason: verdict.reason,
    ...(stack === undefined ? {} : { stack }),
    createdAt: service.createdAt,
    updatedAt: service.updatedAt,
    ...(updateStatus === undefined
      ? {}
      : { update: { state: updateStatus.state, message: updateStatus.message } }),
    ports: service.ports.map((port) => ({
      ...(port.PublishedPort ? { published: port.PublishedPort } : {}),
      target: port.TargetPort ?? 0,
      protocol: port.Protocol ?? 'tcp',
      mode: port.PublishMode ?? 'ingress',
    })),
    taskList: own
      .toSorted(wantedFirst)
      .slice(0, MOST_TASKS)
      .map((task) => taskView(task, service, live)),
  }
}

function wantedFirst(a: LiveTask, b: LiveTask): number {
  const wanted = Number(isWanted(b)) - Number(isWanted(a))
  return wanted || a.slot - b.slot || Date.parse(b.createdAt) - Date.parse(a.createdAt)
}
