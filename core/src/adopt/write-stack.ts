import { whenFilled, whenSet } from '../compose/convert/present.ts'
import type { LiveConfig, LiveSecret } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import type { AddressPools } from './address-pools.ts'
import { naming } from './choose-keys.ts'
import type {
  ComposeDocument,
  WrittenConfig,
  WrittenSecret,
  WrittenService,
  WrittenVolume,
} from './compose-document.ts'
import { decodeBase64 } from './decode-base64.ts'
import type { StackParts, UsedObject, UsedVolume } from './stack-parts.ts'
import { writeNetworks } from './write-networks.ts'
import { writeLabels } from './write-labels.ts'
import { writeService } from './write-service.ts'

/** A Compose file and the contents of its configs, which stand beside it. */
export interface WrittenStack {
  readonly document: ComposeDocument
  /** By path from the folder of the Compose file. */
  readonly contents: ReadonlyMap<string, Uint8Array>
}

/** What runs of a stack as a Compose file. */
export function writeStack(parts: StackParts, pools: AddressPools): WrittenStack {
  const services = parts.services.map(({ key, live }): readonly [string, WrittenService] => [
    key,
    writeService(key, live.spec, parts),
  ])
  const configs = byKey([...parts.configs.values()], (config) => writeConfig(parts.stack, config))
  const document = {
    services: Object.fromEntries(services),
    ...whenFilled('networks', sorted(writeNetworks(parts, pools))),
    ...whenFilled(
      'volumes',
      byKey([...parts.volumes.values()], (volume) => writeVolume(parts.stack, volume)),
    ),
    ...whenFilled('configs', configs),
    ...whenFilled(
      'secrets',
      byKey([...parts.secrets.values()], (secret) => writeSecret(parts.stack, secret)),
    ),
  }
  return {
    document: { version: versionOf(parts), ...document },
    contents: new Map(
      [...parts.configs.values()].flatMap(({ key, own, live }) =>
        own && live !== undefined ? [[configPath(key), decodeBase64(live.spec.Data)] as const] : [],
      ),
    ),
  }
}

function byKey<Object extends { readonly key: string }, Written>(
  objects: readonly Object[],
  write: (object: Object) => Written,
): Readonly<Record<string, Written>> {
  return sorted(objects.map((object) => [object.key, write(object)] as const))
}

function sorted<Value>(
  entries: readonly (readonly [string, Value])[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)))
}

/** The oldest version that has all keys, so that older docker CLIs read the file too. */
function versionOf({ services }: StackParts): string {
  const tasks = services.map(({ live }) => live.spec.TaskTemplate)
  if (tasks.some(({ Networks = [] }) => Networks.some(({ DriverOpts }) => DriverOpts)))
    return '3.13'
  if (tasks.some(({ ContainerSpec }) => ContainerSpec.Healthcheck?.StartInterval)) return '3.12'
  return tasks.some(({ Resources }) => Resources.Limits?.Pids) ? '3.9' : '3.8'
}

function writeVolume(stack: string, volume: UsedVolume): WrittenVolume {
  const named = naming(stack, volume.key, volume)
  const options = volume.mount.VolumeOptions
  const { Name: driver = '', Options: driverOptions } = options?.DriverConfig ?? {}
  const noDriver = options?.DriverConfig !== undefined && driver === '' && !driverOptions
  const settings = volume.own
    ? {
        ...named,
        ...whenFilled('driver', driver),
        ...whenFilled('driver_opts', driverOptions),
        ...(noDriver ? { driver_opts: {} } : {}),
        ...whenSet('labels', writeLabels(options?.Labels)),
      }
    : named
  return Object.keys(settings).length === 0 ? null : settings
}

/** A config's content can be read, so the stack keeps it as its own. */
function writeConfig(stack: string, config: UsedObject<LiveConfig>): WrittenConfig {
  const named = naming(stack, config.key, config)
  if (!config.own || config.live === undefined) return named
  const { Labels: labels, Templating: templating } = config.live.spec
  return {
    ...named,
    file: `./${configPath(config.key)}`,
    ...whenFilled('template_driver', templating?.Name),
    ...whenSet('labels', writeLabels(labels)),
  }
}

/** A secret's content can't be read, so the file names the one on the swarm; one of a driver has none. */
function writeSecret(stack: string, secret: UsedObject<LiveSecret>): WrittenSecret {
  const { Driver: driver, Labels: labels, Templating: templating } = secret.live?.spec ?? {}
  if (!secret.own || driver === undefined)
    return naming(stack, secret.key, { ...secret, own: false })
  return {
    ...naming(stack, secret.key, secret),
    driver: driver.Name,
    ...whenFilled('driver_opts', driver.Options),
    ...whenFilled('template_driver', templating?.Name),
    ...whenSet('labels', writeLabels(labels)),
  }
}

function configPath(key: string): string {
  return `configs/${key}`
}
