import type { Place } from '../../problem.ts'
import { readHosts } from '../syntax/hosts.ts'
import { readPairs } from '../syntax/pairs.ts'
import { child, type MapNode, type Node } from '../yaml/node.ts'
import { durationOf, flagOf, numberOf, optionsOf, textOf, textsOf, wordsOf } from './fields.ts'
import { readDeploy } from './read-deploy.ts'
import { readMounts, readPorts } from './read-lists.ts'
import type {
  Attachment,
  EnvFile,
  FileUse,
  Healthcheck,
  Logging,
  Service,
  Ulimit,
} from './service.ts'

/** Reads one validated service of one file. */
export function readService(name: string, at: Place, node: MapNode): Service {
  const path = `services.${name}`
  return {
    name,
    at,
    nodes: [node],
    capAdd: textsOf(node, 'cap_add') ?? [],
    capDrop: textsOf(node, 'cap_drop') ?? [],
    command: wordsOf(node, 'command'),
    configs: readUses(node, 'configs', path),
    credentialSpec: {
      config: textOf(child(node, 'credential_spec'), 'config'),
      file: textOf(child(node, 'credential_spec'), 'file'),
      registry: textOf(child(node, 'credential_spec'), 'registry'),
    },
    deploy: readDeploy(child(node, 'deploy')),
    dns: textsOf(node, 'dns'),
    dnsSearch: textsOf(node, 'dns_search'),
    entrypoint: wordsOf(node, 'entrypoint'),
    envFiles: readEnvFiles(child(node, 'env_file'), `${path}.env_file`),
    environment: readPairs(child(node, 'environment')),
    healthcheck: readHealthcheck(child(node, 'healthcheck')),
    hostname: textOf(node, 'hostname'),
    hosts: readHosts(child(node, 'extra_hosts')),
    image: textOf(node, 'image'),
    init: flagOf(node, 'init'),
    isolation: textOf(node, 'isolation'),
    labels: optionsOf(node, 'labels') ?? {},
    logging: readLogging(child(node, 'logging')),
    networks: readAttachments(child(node, 'networks'), `${path}.networks`),
    ports: readPorts(child(node, 'ports')),
    readOnly: flagOf(node, 'read_only') ?? false,
    restart: textOf(node, 'restart'),
    secrets: readUses(node, 'secrets', path),
    stdinOpen: flagOf(node, 'stdin_open') ?? false,
    stopGracePeriod: durationOf(node, 'stop_grace_period'),
    stopSignal: textOf(node, 'stop_signal'),
    sysctls: optionsOf(node, 'sysctls') ?? {},
    tty: flagOf(node, 'tty') ?? false,
    ulimits: readUlimits(child(node, 'ulimits')),
    user: textOf(node, 'user'),
    volumes: readMounts(child(node, 'volumes'), `${path}.volumes`),
    workingDir: textOf(node, 'working_dir'),
  }
}

function readUses(service: MapNode, key: string, path: string): readonly FileUse[] {
  const list = child(service, key)
  if (list?.kind !== 'list') return []
  return list.items.map((item, index) => {
    const mode = numberOf(item, 'mode')
    return {
      source: item.kind === 'string' ? item.value : textOf(item, 'source'),
      target: textOf(item, 'target'),
      uid: textOf(item, 'uid'),
      gid: textOf(item, 'gid'),
      mode: mode === undefined ? undefined : Math.trunc(mode),
      at: child(item, 'source')?.at ?? item.at,
      path: `${path}.${key}.${index}`,
    }
  })
}

function readEnvFiles(node: Node | undefined, path: string): readonly EnvFile[] {
  if (node?.kind === 'string') return [{ file: node.value, at: node.at, path }]
  if (node?.kind !== 'list') return []
  return node.items.flatMap((item, index) =>
    item.kind === 'string' ? [{ file: item.value, at: item.at, path: `${path}.${index}` }] : [],
  )
}

function readHealthcheck(node: Node | undefined): Healthcheck | undefined {
  if (node === undefined) return undefined
  const test = child(node, 'test')
  const retries = numberOf(node, 'retries')
  return {
    test: test?.kind === 'string' ? ['CMD-SHELL', test.value] : (textsOf(node, 'test') ?? []),
    disable: flagOf(node, 'disable') ?? false,
    interval: durationOf(node, 'interval'),
    timeout: durationOf(node, 'timeout'),
    startPeriod: durationOf(node, 'start_period'),
    startInterval: durationOf(node, 'start_interval'),
    retries: retries === undefined ? undefined : Math.trunc(retries),
  }
}

function readLogging(node: Node | undefined): Logging | undefined {
  if (node === undefined) return undefined
  return { driver: textOf(node, 'driver'), options: optionsOf(node, 'options') }
}

function readAttachments(node: Node | undefined, path: string): ReadonlyMap<string, Attachment> {
  const attachments = new Map<string, Attachment>()
  if (node?.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      if (item.kind !== 'string') continue
      attachments.set(item.value, { at: item.at, path: `${path}.${index}`, settings: undefined })
    }
  }
  if (node?.kind === 'map') {
    for (const [key, { at, value }] of node.entries) {
      const settings = value.kind === 'map' ? readAttachment(value) : undefined
      attachments.set(key, { at, path: `${path}.${key}`, settings })
    }
  }
  return attachments
}

function readAttachment(node: MapNode): NonNullable<Attachment['settings']> {
  return {
    aliases: textsOf(node, 'aliases') ?? [],
    driverOptions: optionsOf(node, 'driver_opts'),
    ipv4: textOf(node, 'ipv4_address'),
    ipv6: textOf(node, 'ipv6_address'),
  }
}

function readUlimits(node: Node | undefined): ReadonlyMap<string, Ulimit> {
  const ulimits = new Map<string, Ulimit>()
  if (node?.kind !== 'map') return ulimits
  for (const [name, { value }] of node.entries) {
    const single = numberOf(node, name)
    const hard = single ?? numberOf(value, 'hard') ?? 0
    const soft = single ?? numberOf(value, 'soft') ?? 0
    ulimits.set(name, { hard, soft })
  }
  return ulimits
}
