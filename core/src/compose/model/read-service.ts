import type { Place } from '../../problem.ts'
import { readHosts } from '../syntax/hosts.ts'
import { asUint32 } from '../syntax/unsigned.ts'
import { readPairs } from '../syntax/pairs.ts'
import type { serviceSchema } from '../schema/service-schema.ts'
import type { Options, ValidAs, ValueOf } from '../schema/valid.ts'
import type { MapNode } from '../yaml/node.ts'
import {
  asNumber,
  durationOf,
  flagOf,
  itemsOf,
  namedOf,
  numberOf,
  optionsOf,
  textOf,
  textsOf,
  valueOf,
  wordsOf,
} from './fields.ts'
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

type ServiceKey = typeof serviceSchema
type ServiceNode = MapNode & ValidAs<ServiceKey>
type Value<Name> = ValidAs<Options<ValueOf<ServiceKey, Name>>> | undefined

/** Reads one service of one file. */
export function readService(name: string, at: Place, node: ServiceNode): Service {
  const path = `services.${name}`
  return {
    name,
    at,
    nodes: [node],
    capAdd: textsOf(node, 'cap_add') ?? [],
    capDrop: textsOf(node, 'cap_drop') ?? [],
    command: wordsOf(node, 'command'),
    configs: readUses(valueOf(node, 'configs'), `${path}.configs`),
    credentialSpec: {
      config: textOf(valueOf(node, 'credential_spec'), 'config'),
      file: textOf(valueOf(node, 'credential_spec'), 'file'),
      registry: textOf(valueOf(node, 'credential_spec'), 'registry'),
    },
    deploy: readDeploy(valueOf(node, 'deploy')),
    dns: textsOf(node, 'dns'),
    dnsSearch: textsOf(node, 'dns_search'),
    entrypoint: wordsOf(node, 'entrypoint'),
    envFiles: readEnvFiles(valueOf(node, 'env_file'), `${path}.env_file`),
    environment: readPairs(valueOf(node, 'environment')),
    healthcheck: readHealthcheck(valueOf(node, 'healthcheck')),
    hostname: textOf(node, 'hostname'),
    hosts: readHosts(valueOf(node, 'extra_hosts')),
    image: textOf(node, 'image'),
    init: flagOf(node, 'init'),
    isolation: textOf(node, 'isolation'),
    labels: optionsOf(node, 'labels') ?? {},
    logging: readLogging(valueOf(node, 'logging')),
    networks: readAttachments(valueOf(node, 'networks'), `${path}.networks`),
    ports: readPorts(valueOf(node, 'ports')),
    readOnly: flagOf(node, 'read_only') ?? false,
    restart: textOf(node, 'restart'),
    secrets: readUses(valueOf(node, 'secrets'), `${path}.secrets`),
    stdinOpen: flagOf(node, 'stdin_open') ?? false,
    stopGracePeriod: durationOf(node, 'stop_grace_period'),
    stopSignal: textOf(node, 'stop_signal'),
    sysctls: optionsOf(node, 'sysctls') ?? {},
    tty: flagOf(node, 'tty') ?? false,
    ulimits: readUlimits(valueOf(node, 'ulimits')),
    user: textOf(node, 'user'),
    volumes: readMounts(valueOf(node, 'volumes'), `${path}.volumes`),
    workingDir: textOf(node, 'working_dir'),
  }
}

function readUses(list: Value<'configs' | 'secrets'>, path: string): readonly FileUse[] {
  return itemsOf(list).map((item, index) => {
    const mode = numberOf(item, 'mode')
    return {
      source: item.kind === 'string' ? item.value : textOf(item, 'source'),
      target: textOf(item, 'target'),
      uid: textOf(item, 'uid'),
      gid: textOf(item, 'gid'),
      mode: mode === undefined ? undefined : asUint32(mode),
      at: valueOf(item, 'source')?.at ?? item.at,
      path: `${path}.${index}`,
    }
  })
}

function readEnvFiles(node: Value<'env_file'>, path: string): readonly EnvFile[] {
  if (node?.kind === 'string') return [{ file: node.value, at: node.at, path }]
  return itemsOf(node).flatMap((item, index) =>
    item.kind === 'string' ? [{ file: item.value, at: item.at, path: `${path}.${index}` }] : [],
  )
}

function readHealthcheck(node: Value<'healthcheck'>): Healthcheck | undefined {
  if (node === undefined) return undefined
  const test = valueOf(node, 'test')
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

function readLogging(node: Value<'logging'>): Logging | undefined {
  if (node === undefined) return undefined
  return { driver: textOf(node, 'driver'), options: optionsOf(node, 'options') }
}

type AttachmentNode = ReturnType<typeof namedAttachments>[number]['value']

function namedAttachments(node: Value<'networks'>) {
  return namedOf(node)
}

function readAttachments(node: Value<'networks'>, path: string): ReadonlyMap<string, Attachment> {
  const attachments = new Map<string, Attachment>()
  for (const [index, item] of itemsOf(node).entries()) {
    if (item.kind !== 'string') continue
    attachments.set(item.value, { at: item.at, path: `${path}.${index}`, settings: undefined })
  }
  for (const { name, at, value } of namedAttachments(node)) {
    const settings = value.kind === 'map' ? readAttachment(value) : undefined
    attachments.set(name, { at, path: `${path}.${name}`, settings })
  }
  return attachments
}

function readAttachment(node: AttachmentNode): NonNullable<Attachment['settings']> {
  return {
    aliases: textsOf(node, 'aliases') ?? [],
    driverOptions: optionsOf(node, 'driver_opts'),
    ipv4: textOf(node, 'ipv4_address'),
    ipv6: textOf(node, 'ipv6_address'),
  }
}

function readUlimits(node: Value<'ulimits'>): ReadonlyMap<string, Ulimit> {
  const ulimits = new Map<string, Ulimit>()
  for (const { name, value } of namedOf(node)) {
    const single = asNumber(value)
    const hard = single ?? numberOf(value, 'hard') ?? 0
    const soft = single ?? numberOf(value, 'soft') ?? 0
    ulimits.set(name, { hard, soft })
  }
  return ulimits
}
