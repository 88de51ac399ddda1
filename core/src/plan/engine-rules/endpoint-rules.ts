import type { Problem } from '../../problem.ts'
import type { PortConfig, ServiceSpec } from '../../spec/service-spec.ts'
import { portProtocol, publishMode } from '../../read-back/comparable-service.ts'
import { refusal } from './refusal.ts'
import { repeated } from './repeated.ts'

export function endpointRules(spec: ServiceSpec): readonly Problem[] {
  const { Mode, Ports = [] } = spec.EndpointSpec
  const twice = repeated(Ports.flatMap(published)).map((port) =>
    refusal(
      'published-twice',
      `${spec.Name} publishes ${port} twice, which the engine refuses.`,
      'Publish each port once.',
    ),
  )
  const inMesh = Ports.find((port) => publishMode(port) === 'ingress')
  if (Mode !== 'dnsrr' || inMesh === undefined) return twice
  return [
    ...twice,
    refusal(
      'dnsrr-with-ingress',
      `${spec.Name} has the endpoint mode dnsrr and publishes port ${inMesh.TargetPort ?? 0} through the routing mesh, which the engine refuses.`,
      'Publish it with "mode: host", or use the endpoint mode vip.',
    ),
  ]
}

/** A port that is published under a number of its own; the protocol counts, the mode doesn't. */
function published(port: PortConfig): readonly string[] {
  const { PublishedPort: number = 0 } = port
  return number === 0 ? [] : [`${number}/${portProtocol(port)}`]
}
