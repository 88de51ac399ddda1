import type { PortConfig, ServiceSpec } from '@kesako/core'
import { FakeRefusal, invalid } from './fake-refusal.ts'
import type { FakeSwarm } from './fake-swarm.ts'

const SMALLEST_MEMORY = 4 * 1024 * 1024

/** Refuses what a real manager refuses, in its words. `id` is that of the service to update. */
export function checkService(swarm: FakeSwarm, spec: ServiceSpec, id?: string): void {
  if (!/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(spec.Name)) {
    throw invalid('name must be valid as a DNS name component')
  }
  if (spec.Name.length > 63) throw invalid('name must be 63 characters or fewer')
  const container = spec.TaskTemplate?.ContainerSpec
  if (!container?.Image) throw invalid('ContainerSpec: image reference must be provided')
  checkConstraints(spec)
  checkResources(spec)
  checkReferences(swarm, spec)
  checkMounts(spec)
  if (spec.EndpointSpec?.Mode === 'dnsrr' && ingressPorts(spec).length > 0) {
    throw invalid("EndpointSpec: port published with ingress mode can't be used with dnsrr mode")
  }
  checkPorts(swarm, spec, id)
}

function checkConstraints(spec: ServiceSpec): void {
  for (const constraint of spec.TaskTemplate.Placement?.Constraints ?? []) {
    if (!/[=!]=/.test(constraint)) {
      throw new FakeRefusal(
        500,
        'rpc error: code = Unknown desc = constraint expected one operator from ==, !=',
      )
    }
  }
}

function checkResources({ TaskTemplate: { Resources: resources } }: ServiceSpec): void {
  for (const bound of [resources?.Limits, resources?.Reservations]) {
    const memory = bound?.MemoryBytes
    if (memory !== undefined && memory !== 0 && memory < SMALLEST_MEMORY) {
      throw invalid(`invalid memory value ${memory}: Must be at least 4MiB`)
    }
    const cpus = bound?.NanoCPUs
    if (cpus !== undefined && cpus !== 0 && cpus < 1_000_000) {
      throw invalid(`invalid cpu value ${cpus / 1e9}: Must be at least 0.001`)
    }
  }
}

function checkReferences(swarm: FakeSwarm, spec: ServiceSpec): void {
  const { Secrets: secrets = [], Configs: configs = [] } = spec.TaskTemplate.ContainerSpec
  for (const { SecretID, SecretName } of secrets) {
    if (!swarm.secrets.has(SecretID ?? '')) throw invalid(`secret not found: ${SecretName}`)
  }
  for (const { ConfigID, ConfigName } of configs) {
    if (!swarm.configs.has(ConfigID ?? '')) throw invalid(`config not found: ${ConfigName}`)
  }
}

function checkMounts(spec: ServiceSpec): void {
  const targets = (spec.TaskTemplate.ContainerSpec.Mounts ?? []).map((mount) => mount.Target)
  const twice = targets.find((target, index) => targets.indexOf(target) !== index)
  if (twice !== undefined) {
    throw invalid(`ContainerSpec: duplicate mount point: ${twice}`)
  }
}

function checkPorts(swarm: FakeSwarm, spec: ServiceSpec, id: string | undefined): void {
  const ports = ingressPorts(spec)
  const keys = ports.map(portKey)
  if (new Set(keys).size !== keys.length) {
    throw invalid('EndpointSpec: duplicate published ports provided')
  }
  for (const other of swarm.services.values()) {
    if (other.ID === id) continue
    const taken = new Set(ingressPorts(other.Spec).map(portKey))
    const clash = ports.find((port) => taken.has(portKey(port)))
    if (clash === undefined) continue
    throw invalid(
      `port '${clash.PublishedPort}' is already in use by service '${other.Spec.Name}' (${other.ID}) as an ingress port`,
    )
  }
}

function ingressPorts(spec: ServiceSpec): readonly PortConfig[] {
  const ports = spec.EndpointSpec?.Ports ?? []
  return ports.filter((port) => port.PublishMode !== 'host' && (port.PublishedPort ?? 0) > 0)
}

function portKey(port: PortConfig): string {
  return `${port.PublishedPort}/${port.Protocol || 'tcp'}`
}
