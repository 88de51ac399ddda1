import type { DesiredState } from '../desired-state.ts'
import { STACK_LABEL } from '../labels.ts'
import type { LiveNode, LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import type { PortConfig, ServiceSpec } from '../spec/service-spec.ts'
import { takesTasks } from './constraint.ts'

interface Published {
  readonly service: string
  /** `8080/tcp` */
  readonly port: string
  readonly host: boolean
  /** False for a service that asks for no task, so that its host ports are free on every node. */
  readonly runs: boolean
}

/**
 * Published ports that the engine refuses because another service has them: an ingress port meets
 * any other on the same number. Two host ports may live side by side on different nodes, so these
 * are an error only where there is a single node and both services run. Source: swarmkit `controlapi/service.go`.
 */
export function portConflicts(desired: DesiredState, live: LiveState): readonly Problem[] {
  const others = live.services
    .filter(({ spec }) => spec.Labels?.[STACK_LABEL] !== desired.stack)
    .flatMap(({ spec, ports }) => published(spec, [...(spec.EndpointSpec?.Ports ?? []), ...ports]))
  const own = desired.services.map((spec) => published(spec, spec.EndpointSpec.Ports ?? []))
  const foreign = own.flat().flatMap((mine) => clashes(mine, others, live.nodes))
  const inner = own.flatMap((mine, index) =>
    mine.flatMap((port) => clashes(port, own.slice(0, index).flat(), live.nodes)),
  )
  return [...foreign, ...inner]
}

function published(spec: ServiceSpec, ports: readonly PortConfig[]): readonly Published[] {
  const list = ports
    .filter(({ PublishedPort }) => (PublishedPort ?? 0) > 0)
    .map((port) => ({
      service: spec.Name,
      port: `${port.PublishedPort}/${port.Protocol || 'tcp'}`,
      host: port.PublishMode === 'host',
      runs: spec.Mode.Replicated?.Replicas !== 0,
    }))
  return [...new Map(list.map((entry) => [`${entry.port} ${entry.host}`, entry])).values()]
}

function clashes(
  mine: Published,
  others: readonly Published[],
  nodes: readonly LiveNode[],
): readonly Problem[] {
  const same = others.filter(({ port }) => port === mine.port)
  const other = same.find(({ host }) => !mine.host || !host) ?? same.find(({ runs }) => runs)
  if (other === undefined) return []
  const bothHost = mine.host && other.host
  if (bothHost && !mine.runs) return []
  const shareable = bothHost && nodes.filter(takesTasks).length !== 1
  return [
    {
      code: 'port-taken',
      severity: shareable ? 'warning' : 'error',
      message: shareable
        ? `${mine.service} and ${other.service} both publish ${mine.port} on their nodes, so they can't share one.`
        : `${mine.service} publishes the port ${mine.port}, which the service ${other.service} has already.`,
      remedy: 'Publish another port, or remove the other service.',
      next: 'stalled',
    },
  ]
}
