import type { Place } from '../problem.ts'
import { forbiddenKeys, ignoredKeys } from './service-keys.ts'
import { warnOfModes } from './quirks/warn-of-modes.ts'
import { warnOfQuotedPairs } from './quirks/warn-of-quoted-pairs.ts'
import { type Report, reportError, reportWarning } from './report.ts'
import { isHostEntry } from './syntax/hosts.ts'
import { countPorts, parsePortSpec } from './syntax/port-spec.ts'
import { child, type Entry, type MapNode } from './yaml/node.ts'

/** Reports keys that a swarm stack can't have. Looked at before variables are filled in. */
export function checkForbidden(root: MapNode, report: Report): void {
  for (const [name, service] of services(root)) {
    for (const [key, remedy] of forbiddenKeys) {
      const entry = service.entries.get(key)
      if (entry === undefined) continue
      const path = `services.${name}.${key}`
      const message = `"${key}" does not exist in a swarm stack`
      reportError(report, { code: 'forbidden-key', message, remedy, place: entry.at, path })
    }
  }
}

/** More published ports than any node has. */
const portLimit = 65_536

/** Reports a file whose ranges stand for more ports than there are, before they are expanded. */
export function checkPortCount(root: MapNode, report: Report): void {
  let count = 0
  for (const [name, service] of services(root)) {
    const ports = child(service, 'ports')
    for (const port of ports?.kind === 'list' ? ports.items : []) {
      const parsed = port.kind === 'string' ? parsePortSpec(port.value) : undefined
      count += parsed !== undefined && 'target' in parsed ? countPorts(parsed) : 1
      if (count <= portLimit) continue
      const message = `the file has more than ${portLimit} ports`
      const remedy =
        'Publish smaller ranges, or use the network of the node (an external network named host).'
      reportError(report, {
        code: 'too-many-ports',
        message,
        remedy,
        place: port.at,
        path: `services.${name}.ports`,
      })
      return
    }
  }
}

/** Reports binds without a source, even if another file has one for the same target. */
export function checkBindSources(root: MapNode, report: Report): void {
  for (const [name, service] of services(root)) {
    const volumes = child(service, 'volumes')
    for (const [index, volume] of (volumes?.kind === 'list' ? volumes.items : []).entries()) {
      const [type, source] = [child(volume, 'type'), child(volume, 'source')]
      const hasSource = source?.kind === 'string' && source.value !== ''
      if (type?.kind !== 'string' || type.value !== 'bind' || hasSource) continue
      reportError(report, {
        code: 'mount-source',
        message: 'a mount of type bind needs a source',
        remedy: 'Add source.',
        place: source?.at ?? volume.at,
        path: `services.${name}.volumes.${index}`,
      })
    }
  }
}

/** Warns of what is valid and has no effect, or hardly the intended one. */
export function warnOfServices(root: MapNode, report: Report): void {
  for (const [name, service] of services(root)) {
    const path = `services.${name}`
    for (const [key, remedy] of ignoredKeys) {
      const entry = service.entries.get(key)
      if (entry === undefined) continue
      const message = `"${key}" has no effect in a swarm`
      reportWarning(report, {
        code: 'ignored-key',
        message,
        remedy,
        place: entry.at,
        path: `${path}.${key}`,
      })
    }
    warnOfRestart(service.entries.get('restart'), `${path}.restart`, report)
    warnOfAddresses(service, path, report)
    warnOfPorts(service, path, report)
    warnOfHosts(service, path, report)
    warnOfDrives(service, path, report)
    warnOfModes(service, path, report)
    warnOfQuotedPairs(service, path, report)
  }
}

function services(root: MapNode): readonly (readonly [string, MapNode])[] {
  const all = child(root, 'services')
  if (all?.kind !== 'map') return []
  return [...all.entries].flatMap(([name, { value }]) =>
    value.kind === 'map' ? [[name, value] as const] : [],
  )
}

function warnOfRestart(entry: Entry | undefined, path: string, report: Report): void {
  if (entry?.value.kind !== 'string') return
  const place = entry.value.at
  if (entry.value.value.startsWith('no')) {
    reportWarning(report, {
      code: 'restart-no',
      message: 'restart: "no" does not keep the swarm from restarting the service',
      remedy: 'Use deploy.restart_policy.condition: none.',
      place,
      path,
    })
    return
  }
  reportWarning(report, {
    code: 'restart-key',
    message: 'restart counts only where deploy.restart_policy is missing',
    remedy: 'Use deploy.restart_policy.',
    place,
    path,
  })
}

function warnOfAddresses(service: MapNode, path: string, report: Report): void {
  const networks = child(service, 'networks')
  if (networks?.kind !== 'map') return
  for (const [network, { value }] of networks.entries) {
    for (const key of ['ipv4_address', 'ipv6_address']) {
      const entry = value.kind === 'map' ? value.entries.get(key) : undefined
      if (entry === undefined) continue
      reportWarning(report, {
        code: 'ignored-key',
        message: `"${key}" has no effect in a swarm`,
        remedy: 'Reach the service by its name.',
        place: entry.at,
        path: `${path}.networks.${network}.${key}`,
      })
    }
  }
}

function warnOfPorts(service: MapNode, path: string, report: Report): void {
  const ports = child(service, 'ports')
  if (ports?.kind !== 'list') return
  for (const [index, port] of ports.items.entries()) {
    for (const key of ['target', 'published']) {
      const number = child(port, key)
      if (number?.kind !== 'int' || number.value <= 65_535n) continue
      reportWarning(report, {
        code: 'port-number',
        message: `${number.value} is no port; they end at 65535`,
        remedy: 'Write a number from 1 to 65535.',
        place: number.at,
        path: `${path}.ports.${index}.${key}`,
      })
    }
    const parsed = port.kind === 'string' ? parsePortSpec(port.value) : undefined
    if (parsed === undefined || !('target' in parsed) || parsed.ignoredAddress === undefined) {
      continue
    }
    reportWarning(report, {
      code: 'port-address',
      message: `the address ${parsed.ignoredAddress} has no effect: the port is published on every address of every node`,
      remedy: 'Remove the address, or keep others out by a firewall.',
      place: port.at,
      path: `${path}.ports.${index}`,
    })
  }
}

function warnOfHosts(service: MapNode, path: string, report: Report): void {
  const hosts = child(service, 'extra_hosts')
  const warn = (code: string, message: string, remedy: string, place: Place) =>
    reportWarning(report, { code, message, remedy, place, path: `${path}.extra_hosts` })
  const warnOfLost = (place: Place) =>
    warn(
      'host-without-address',
      'a host without an address is left out',
      'Write "host:address".',
      place,
    )
  if (hosts?.kind === 'list') {
    for (const item of hosts.items) {
      if (item.kind === 'string' && !isHostEntry(item.value)) warnOfLost(item.at)
    }
  }
  if (hosts?.kind !== 'map') return
  for (const [host, { at, value }] of hosts.entries) {
    if (value.kind === 'null') warnOfLost(at)
    if (value.kind !== 'int' && value.kind !== 'float') continue
    const message = `the address of "${host}" is a number, and becomes no address`
    warn('host-address-number', message, 'Put the address in quotes.', value.at)
  }
}

function warnOfDrives(service: MapNode, path: string, report: Report): void {
  const volumes = child(service, 'volumes')
  if (volumes?.kind !== 'list') return
  for (const [index, volume] of volumes.items.entries()) {
    if (volume.kind !== 'string' || !/^[a-zA-Z]:\/[^:]*$/.test(volume.value)) continue
    reportWarning(report, {
      code: 'volume-looks-like-drive',
      message: `"${volume.value}" is one path on a Windows drive, not a volume named "${volume.value.charAt(0)}"`,
      remedy: 'Give the volume a name of two letters or more.',
      place: volume.at,
      path: `${path}.volumes.${index}`,
    })
  }
}
