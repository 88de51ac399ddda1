import type { FakeService } from './fake-swarm.ts'
import { notFound } from './fake-refusal.ts'
import type { Answer, Call, Route } from './route.ts'
import { findService } from './service-endpoints.ts'

/** `GET /services/{id}/logs` and `/tasks/{id}/logs`: frames of the stream stdout. */
export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/services\/([^/]+)\/logs$/,
    manager: true,
    handle: (call) => logOf(call, findService(call.swarm, call.name)),
  },
  {
    method: 'GET',
    path: /^\/tasks\/([^/]+)\/logs$/,
    manager: true,
    handle: (call) => {
      const task = call.swarm.tasks.get(call.name)
      if (task === undefined) throw notFound('task', call.name)
      return logOf(call, findService(call.swarm, task.ServiceID))
    },
  },
]

function logOf({ settings, query }: Call, service: FakeService): Answer {
  const tail = query.get('tail') ?? 'all'
  const lines = settings.logs(service.Spec.Name) ?? workloadLog(service)
  const shown = tail === 'all' ? lines : lines.slice(-Number(tail))
  return { status: 200, bytes: Buffer.concat(shown.map((line) => frame(`${line}\n`))) }
}

function workloadLog({ Spec }: FakeService): readonly string[] {
  const { Command = [], Args = [] } = Spec.TaskTemplate.ContainerSpec
  return [...Command, ...Args][0] === 'fail' ? ['failing on purpose'] : []
}

function frame(text: string): Buffer {
  const content = Buffer.from(text, 'utf8')
  const head = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(content.length, 4)
  return Buffer.concat([head, content])
}
