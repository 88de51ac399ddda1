import type { Place } from '../../problem.ts'
import { type Report, reportError, reportWarning } from '../report.ts'
import type { config, secret } from '../schema/file-object-schema.ts'
import type { network } from '../schema/network-schema.ts'
import type { NullSchema } from '../schema/schema.ts'
import type { volumeEntry } from '../schema/volume-entry-schema.ts'
import { child, type Node } from '../yaml/node.ts'
import { flagOf, itemsOf, type NamedValue as Entry, optionsOf, textOf, valueOf } from './fields.ts'
import type { FileObject, Network, VolumeEntry } from './top-level.ts'

type Section = 'networks' | 'volumes' | 'secrets' | 'configs'

/** Where what is found wrong goes, and the version that says what is. */
interface Pass {
  readonly version: number
  readonly report: Report
}

interface Naming {
  readonly key: string
  readonly at: Place
  readonly name: string
  readonly external: boolean
  readonly labels: Readonly<Record<string, string>>
}

type NetworkEntry = Entry<typeof network | NullSchema>

export function readNetwork(entry: NetworkEntry, pass: Pass): Network {
  const node = entry.value
  const ipam = valueOf(node, 'ipam')
  return {
    ...readNaming('networks', entry, pass),
    driver: textOf(node, 'driver'),
    driverOptions: optionsOf(node, 'driver_opts'),
    ipamDriver: textOf(ipam, 'driver'),
    subnets: itemsOf(valueOf(ipam, 'config')).map((item) => textOf(item, 'subnet')),
    internal: flagOf(node, 'internal') ?? false,
    attachable: flagOf(node, 'attachable') ?? false,
  }
}

export function readVolume(entry: Entry<typeof volumeEntry | NullSchema>, pass: Pass): VolumeEntry {
  const { name: key, value: node } = entry
  const naming = readNaming('volumes', entry, pass)
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
    reportError(pass.report, {
      code: 'external-with-settings',
      message: `the volume "${key}" is external and has "${clash}"`,
      remedy: `Remove ${clash}: an external volume exists already.`,
      place: valueOf(node, clash)?.at ?? entry.at,
      path: `volumes.${key}.${clash}`,
    })
  }
  return volume
}

export function readSecret(entry: Entry<typeof secret>, pass: Pass): FileObject {
  const { name: key, value: node } = entry
  const object = {
    ...readNaming('secrets', entry, pass),
    file: textOf(node, 'file'),
    fileAt: valueOf(node, 'file')?.at ?? entry.at,
    driver: textOf(node, 'driver'),
    driverOptions: optionsOf(node, 'driver_opts'),
    templateDriver: textOf(node, 'template_driver'),
  }
  if (!object.external && object.driver !== '' && object.file !== '') {
    reportError(pass.report, {
      code: 'driver-and-file',
      message: `the secret "${key}" has both a driver and a file`,
      remedy: 'Keep one of them.',
      place: object.fileAt,
      path: `secrets.${key}.file`,
    })
  }
  return object
}

export function readConfig(entry: Entry<typeof config>, pass: Pass): FileObject {
  const { value: node } = entry
  return {
    ...readNaming('configs', entry, pass),
    file: textOf(node, 'file'),
    fileAt: valueOf(node, 'file')?.at ?? entry.at,
    driver: '',
    driverOptions: undefined,
    templateDriver: textOf(node, 'template_driver'),
  }
}

/** What the entries of all sections have in common. */
type AnyEntry = Entry<
  typeof network | typeof volumeEntry | typeof secret | typeof config | NullSchema
>

function readNaming(section: Section, entry: AnyEntry, { version, report }: Pass): Naming {
  const { name: key, value: node } = entry
  const external = valueOf(node, 'external')
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
