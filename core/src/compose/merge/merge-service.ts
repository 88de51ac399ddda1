import { byteOrder } from '../byte-order.ts'
import type {
  Attachment,
  AttachmentSettings,
  Environment,
  Healthcheck,
  Logging,
  Service,
} from '../model/service.ts'
import { child } from '../yaml/node.ts'
import { mergeDeploy } from './merge-deploy.ts'
import {
  append,
  appendAny,
  both,
  mergeKeyed,
  override,
  overrideDefined,
  overrideList,
} from './merge-values.ts'

/** Merges a service that stands in two files, field by field, as the docker CLI does. */
export function mergeService(base: Service, over: Service): Service {
  const baseList = <Item>(key: string, items: readonly Item[]) =>
    items.length > 0 || child(base.nodes[0], key) !== undefined ? items : undefined
  return {
    name: base.name,
    at: base.at,
    nodes: [...base.nodes, ...over.nodes],
    capAdd: append(base.capAdd, over.capAdd),
    capDrop: append(base.capDrop, over.capDrop),
    command: overrideList(base.command, over.command),
    configs: mergeKeyed(
      baseList('configs', base.configs),
      over.configs,
      (use) => use.source,
      byteOrder,
    ),
    credentialSpec: {
      config: override(base.credentialSpec.config, over.credentialSpec.config),
      file: override(base.credentialSpec.file, over.credentialSpec.file),
      registry: override(base.credentialSpec.registry, over.credentialSpec.registry),
    },
    deploy: mergeDeploy(base.deploy, over.deploy),
    dns: appendAny(base.dns, over.dns),
    dnsSearch: appendAny(base.dnsSearch, over.dnsSearch),
    entrypoint: overrideList(base.entrypoint, over.entrypoint),
    envFiles: append(base.envFiles, over.envFiles),
    environment: mergeEnvironment(base.environment, over.environment),
    healthcheck: both(base.healthcheck, over.healthcheck, mergeHealthcheck),
    hostname: override(base.hostname, over.hostname),
    hosts: append(base.hosts, over.hosts),
    image: override(base.image, over.image),
    init: override(base.init, over.init),
    isolation: override(base.isolation, over.isolation),
    labels: { ...base.labels, ...over.labels },
    logging: both(base.logging, over.logging, mergeLogging),
    networks: mergeNetworks(base.networks, over.networks),
    ports: mergeKeyed(
      baseList('ports', base.ports),
      over.ports,
      (port) => port.published,
      (a, b) => a - b,
    ),
    readOnly: override(base.readOnly, over.readOnly),
    restart: override(base.restart, over.restart),
    secrets: mergeKeyed(
      baseList('secrets', base.secrets),
      over.secrets,
      (use) => use.source,
      byteOrder,
    ),
    stdinOpen: override(base.stdinOpen, over.stdinOpen),
    stopGracePeriod: override(base.stopGracePeriod, over.stopGracePeriod),
    stopSignal: override(base.stopSignal, over.stopSignal),
    sysctls: { ...base.sysctls, ...over.sysctls },
    tty: override(base.tty, over.tty),
    ulimits: new Map([...base.ulimits, ...over.ulimits]),
    user: override(base.user, over.user),
    volumes: mergeKeyed(
      baseList('volumes', base.volumes),
      over.volumes,
      (volume) => volume.target,
      byteOrder,
    ),
    workingDir: override(base.workingDir, over.workingDir),
  }
}

function mergeEnvironment(base: Environment, over: Environment): Environment {
  const merged = new Map(base)
  for (const [name, value] of over) {
    const before = merged.get(name)
    if (value !== undefined && value !== '') merged.set(name, value)
    else if (before === undefined || before === '') merged.set(name, value)
  }
  return merged
}

function mergeHealthcheck(base: Healthcheck, over: Healthcheck): Healthcheck {
  return {
    test: append(base.test, over.test),
    disable: override(base.disable, over.disable),
    interval: override(base.interval, over.interval),
    timeout: override(base.timeout, over.timeout),
    startPeriod: override(base.startPeriod, over.startPeriod),
    startInterval: override(base.startInterval, over.startInterval),
    retries: overrideDefined(base.retries, over.retries),
  }
}

function mergeLogging(base: Logging, over: Logging): Logging {
  const sameDriver = base.driver === over.driver || base.driver === '' || over.driver === ''
  if (!sameDriver) return over
  const driver = override(base.driver, over.driver)
  // Options of the override are lost where the base has none.
  if (base.options === undefined) return { driver, options: undefined }
  return { driver, options: { ...base.options, ...over.options } }
}

function mergeNetworks(
  base: ReadonlyMap<string, Attachment>,
  over: ReadonlyMap<string, Attachment>,
): ReadonlyMap<string, Attachment> {
  const merged = new Map(base)
  for (const [key, attachment] of over) {
    const before = merged.get(key)
    const settings = both(before?.settings, attachment.settings, mergeAttachment)
    merged.set(key, { ...(before ?? attachment), settings })
  }
  return merged
}

function mergeAttachment(base: AttachmentSettings, over: AttachmentSettings): AttachmentSettings {
  return {
    aliases: over.aliases,
    driverOptions: base.driverOptions,
    ipv4: override(base.ipv4, over.ipv4),
    ipv6: override(base.ipv6, over.ipv6),
  }
}
