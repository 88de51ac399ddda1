import type { ServiceSpec } from '../spec/service-spec.ts'

/**
 * What only one service can have at a time, as texts that a person can read: published ports, and
 * volumes and binds that it may write to. Sockets are made for sharing and don't count.
 */
export function heldResources(spec: ServiceSpec): readonly string[] {
  const ports = (spec.EndpointSpec?.Ports ?? [])
    .filter((port) => (port.PublishedPort ?? 0) > 0)
    .map((port) => `port ${port.PublishedPort}/${port.Protocol || 'tcp'}`)
  const mounts = (spec.TaskTemplate.ContainerSpec.Mounts ?? [])
    .filter((mount) => mount.ReadOnly !== true && mount.Source && !mount.Source.endsWith('.sock'))
    .filter((mount) => mount.Type === 'volume' || mount.Type === 'bind')
    .map((mount) => `${mount.Type === 'bind' ? 'path' : 'volume'} ${mount.Source}`)
  return [...new Set([...ports, ...mounts])]
}
