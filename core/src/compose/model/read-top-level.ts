import type { Place } from '../../problem.ts'
import { type Report, reportError, reportWarning } from '../report.ts'
import { child, type Entry, type Node } from '../yaml/node.ts'
import { flagOf, optionsOf, textOf } from './fields.ts'
import type { FileObject, Network, VolumeEntry } from './top-level.ts'

type Section = 'networks' | 'volumes' | 'secrets' | 'configs'

interface Naming {
  readonly key: string
  readonly at: Place
  readonly name: string
  readonly external: boolean
  readonly labels: Readonly<Record<string, string>>
}

export function readNetwork(key: string, entry: Entry, version: number, report: Report): Network {
  const node = entry.value
  const ipam = child(node, 'ipam')
  const subnets = child(ipam, 'config')
  return {
    ...readNaming('networks', key, entry, version, report),
    driver: textOf(node, 'driver'),
    driverOptions: optionsOf(node, 'driver_opts'),
    ipamDriver: textOf(ipam, 'driver'),
    subnets: subnets?.kind === 'list' ? subnets.items.map((item) => textOf(item, 'subnet')) : [],
    internal: flagOf(node, 'internal') ?? false,
    attachable: flagOf(node, 'attachable') ?? false,
  }
}

export function readVolume(
  key: string,
  entry: Entry,
  version: number,
  report: Report,
): VolumeEntry {
  const node = entry.value
  const naming = readNaming('volumes', key, entry, version, report)
  const volume = {
    ...naming,
    driver: textOf(node, 'driver'),
    driverOptions: optionsOf(node, 'driver_opts'),
  }
  if (!volume.external) return volume
  const clash =
    volume.driver !== ''
      ? 'driver'
      : Object.keys(volume.driverOptions ?? {}).length > 0
        ? 'driver_opts'
        : Object.keys(volume.labels).length > 0
          ? 'labels'
          : undefined
  if (clash !== undefined) {
    reportError(report, {
      code: 'external-with-settings',
      message: `the volume "${key}" is external and has "${clash}"`,
      remedy: `Remove ${clash}: an external volume exists already.`,
      place: child(node, clash)?.at ?? entry.at,
      path: `volumes.${key}.${clash}`,
    })
  }
  return volume
}

export function readFileObject(
  section: 'secrets' | 'configs',
  key: string,
  entry: Entry,
  version: number,
  report: Report,
): FileObject {
  const node = entry.value
  const object = {
    ...readNaming(section, key, entry, version, report),
    file: textOf(node, 'file'),
    fileAt: child(node, 'file')?.at ?? entry.at,
    driver: textOf(node, 'driver'),
    driverOptions: optionsOf(node, 'driver_opts'),
    templateDriver: textOf(node, 'template_driver'),
  }
  if (!object.external && object.driver !== '' && object.file !== '') {
    reportError(report, {
      code: 'driver-and-file',
      message: `the secret "${key}" has both a driver and a file`,
      remedy: 'Keep one of them.',
      place: object.fileAt,
      path: `${section}.${key}.file`,
    })
  }
  return object
}

function readNaming(
  section: Section,
  key: string,
  entry: Entry,
  version: number,
  report: Report,
): Naming {
  const node = entry.value
  const external = child(node, 'external')
  const isExternal = external?.kind === 'map' || (external?.kind === 'bool' && external.value)
  const name = textOf(node, 'name')
  const oldName = textOf(external, 'name')
  const naming = {
    key,
    at: entry.at,
    labels: optionsOf(node, 'labels') ?? {},
    external: isExternal,
  }
  if (!isExternal) return { ...naming, name }
  if (oldName === '') return { ...naming, name: name === '' ? key : name }
  reportOldName(section, key, { name, external, version }, report)
  return { ...naming, name: oldName }
}

function reportOldName(
  section: Section,
  key: string,
  found: { readonly name: string; readonly external: Node | undefined; readonly version: number },
  report: Report,
): void {
  const place = child(found.external, 'name')?.at ?? found.external?.at
  if (place === undefined) return
  const path = `${section}.${key}.external.name`
  const remedy = 'Write external: true and put the name into name.'
  if (found.name !== '') {
    const message = 'name and external.name contradict each other'
    reportError(report, { code: 'two-names', message, remedy, place, path })
  } else if (found.version >= (section === 'volumes' ? 4 : 5)) {
    const message = 'external.name is an old form'
    reportWarning(report, { code: 'external-name', message, remedy, place, path })
  }
}
