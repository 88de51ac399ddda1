import type { FakeService, FakeSwarm, FakeTask } from './fake-swarm.ts'

/** What becomes of a task of the fake engine. */
export type TaskOutcome =
  | { readonly kind: 'run' }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'reject'; readonly error: string }
  | { readonly kind: 'pend'; readonly error: string }

export type DecideOutcome = (service: FakeService, task: FakeTask) => TaskOutcome | undefined

/**
 * What would become of the task on a node with the lab's workload image: `fail` exits with 1, or the
 * code after it, `true` with 0, everything else runs. No image, no fitting node and a taken host port
 * end as they do on a real node.
 */
export function workloadOutcome(
  swarm: FakeSwarm,
  service: FakeService,
  task: FakeTask,
): TaskOutcome {
  const { ContainerSpec: container, Placement: placement } = task.Spec
  if (swarm.availability !== 'active') return pend('1 node not available for new tasks')
  if (!(placement.Constraints ?? []).every((constraint) => holds(swarm, constraint))) {
    return pend('scheduling constraints not satisfied on 1 node')
  }
  if (hostPortTaken(swarm, service, task)) return pend('host-mode port already in use on 1 node')
  const image = container.Image.replace(/(:[^/@]+)@sha256:.*$/, '$1')
  if (!swarm.images.has(image)) return { kind: 'reject', error: `No such image: ${image}` }
  const [program, code] = [...(container.Command ?? []), ...(container.Args ?? [])]
  if (program === 'fail') return { kind: 'exit', code: Number(code ?? 1) }
  if (program === 'true') return { kind: 'exit', code: 0 }
  return { kind: 'run' }
}

function pend(reason: string): TaskOutcome {
  return { kind: 'pend', error: `no suitable node (${reason})` }
}

function holds(swarm: FakeSwarm, constraint: string): boolean {
  const [, key = '', operator, wanted = ''] =
    /^\s*(\S+?)\s*([=!]=)\s*(\S+)\s*$/.exec(constraint) ?? []
  const label = /^node\.labels\.(.+)$/.exec(key)?.[1]
  const facts: Readonly<Record<string, string>> = {
    'node.id': swarm.nodeId,
    'node.hostname': swarm.hostname,
    'node.role': 'manager',
    'node.platform.os': 'linux',
  }
  const value = label === undefined ? facts[key] : (swarm.nodeLabels[label] ?? '')
  const equal = value?.toLowerCase() === wanted.toLowerCase()
  return value !== undefined && equal === (operator === '==')
}

function hostPortTaken(swarm: FakeSwarm, service: FakeService, task: FakeTask): boolean {
  const ports = hostPorts(service)
  if (ports.length === 0) return false
  return [...swarm.tasks.values()].some((other) => {
    if (other.ID === task.ID || other.Status.State !== 'running') return false
    const owner = swarm.services.get(other.ServiceID)
    return owner !== undefined && hostPorts(owner).some((port) => ports.includes(port))
  })
}

function hostPorts(service: FakeService): readonly string[] {
  const ports = service.Spec.EndpointSpec.Ports ?? []
  return ports
    .filter((port) => port.PublishMode === 'host' && port.PublishedPort)
    .map((port) => `${port.PublishedPort}/${port.Protocol}`)
}
