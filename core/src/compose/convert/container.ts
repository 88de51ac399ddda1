import type {
  ContainerSpec,
  Healthcheck as HealthcheckSpec,
  Privileges,
} from '../../spec/service-spec.ts'
import { byteOrder } from '../byte-order.ts'
import type { Environment, Healthcheck, Service } from '../model/service.ts'
import { tagImage } from '../syntax/image-reference.ts'
import { convertCapabilities } from './capabilities.ts'
import { type Conversion, stackLabels } from './conversion.ts'
import { convertConfigUses, convertSecretUses, credentialConfig } from './file-uses.ts'
import { convertMounts } from './mounts.ts'
import { whenFilled, whenSet } from './present.ts'

export function convertContainer(service: Service, conversion: Conversion): ContainerSpec {
  const image = tagImage(service.image)
  const capabilities = convertCapabilities(service.capAdd, service.capDrop)
  return {
    Image: 'image' in image ? image.image : service.image,
    Labels: stackLabels(conversion.stack, service.labels),
    ...whenFilled('Command', service.entrypoint),
    ...whenFilled('Args', service.command),
    ...whenFilled('Hostname', service.hostname),
    ...whenFilled('Env', convertEnvironment(service.environment)),
    ...whenFilled('Dir', service.workingDir),
    ...whenFilled('User', service.user),
    Privileges: convertPrivileges(service, conversion),
    ...whenSet('Init', service.init),
    ...whenFilled('StopSignal', service.stopSignal),
    ...whenFilled('TTY', service.tty),
    ...whenFilled('OpenStdin', service.stdinOpen),
    ...whenFilled('ReadOnly', service.readOnly),
    ...whenFilled('Mounts', convertMounts(service, conversion)),
    ...whenSet('StopGracePeriod', service.stopGracePeriod),
    ...whenSet('Healthcheck', convertHealthcheck(service.healthcheck)),
    ...whenFilled(
      'Hosts',
      service.hosts.map(([host, address]) => `${address} ${host}`),
    ),
    ...whenSet('DNSConfig', convertDns(service)),
    ...whenFilled('Secrets', convertSecretUses(service, conversion)),
    ...whenFilled('Configs', convertConfigUses(service, conversion)),
    ...whenFilled('Isolation', service.isolation),
    ...whenFilled('Sysctls', service.sysctls),
    ...whenFilled('CapabilityAdd', capabilities.add),
    ...whenFilled('CapabilityDrop', capabilities.drop),
    ...whenFilled('Ulimits', convertUlimits(service)),
  }
}

function convertEnvironment(environment: Environment): readonly string[] {
  return [...environment]
    .map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
    .toSorted(byteOrder)
}

function convertPrivileges(service: Service, conversion: Conversion): Privileges {
  const { file, registry } = service.credentialSpec
  const config = credentialConfig(service, conversion) ?? ''
  const isSet = config !== '' || file !== '' || registry !== ''
  return {
    CredentialSpec: isSet ? { Config: config, File: file, Registry: registry } : null,
    SELinuxContext: null,
    NoNewPrivileges: false,
  }
}

function convertHealthcheck(healthcheck: Healthcheck | undefined): HealthcheckSpec | undefined {
  if (healthcheck === undefined) return undefined
  if (healthcheck.disable) return { Test: ['NONE'] }
  return {
    ...whenFilled('Test', healthcheck.test),
    ...whenFilled('Interval', healthcheck.interval),
    ...whenFilled('Timeout', healthcheck.timeout),
    ...whenFilled('StartPeriod', healthcheck.startPeriod),
    ...whenFilled('StartInterval', healthcheck.startInterval),
    ...whenFilled('Retries', healthcheck.retries),
  }
}

function convertDns({ dns, dnsSearch }: Service): ContainerSpec['DNSConfig'] {
  if (dns === undefined && dnsSearch === undefined) return undefined
  return { ...whenFilled('Nameservers', dns), ...whenFilled('Search', dnsSearch) }
}

function convertUlimits({ ulimits }: Service): NonNullable<ContainerSpec['Ulimits']> {
  return [...ulimits]
    .toSorted(([a], [b]) => byteOrder(a, b))
    .map(([name, { hard, soft }]) => ({ Name: name, Hard: hard, Soft: soft }))
}
