import type { Mount } from '../../spec/service-spec.ts'
import type { Place } from '../../problem.ts'
import type { VolumeEntry } from '../model/top-level.ts'
import type { Placed, Service } from '../model/service.ts'
import { bindSource } from '../paths/bind-source.ts'
import { reportError } from '../report.ts'
import type { Volume } from '../syntax/volume-spec.ts'
import { type Conversion, fullName, stackLabels } from './conversion.ts'
import { whenFilled } from './present.ts'

type PlacedVolume = Volume & Placed

/** The mounts of a service, in their order. */
export function convertMounts(service: Service, conversion: Conversion): readonly Mount[] {
  return service.volumes.flatMap((volume) => {
    const mount = convertMount(volume, conversion)
    return mount === undefined ? [] : [mount]
  })
}

function convertMount(volume: PlacedVolume, conversion: Conversion): Mount | undefined {
  const allowed = options.get(volume.type)
  if (allowed === undefined) {
    return refuse(
      'mount-type',
      `"${volume.type}" is not a type of mount`,
      'Write volume, bind, tmpfs, npipe, cluster or image.',
      volume,
      conversion,
    )
  }
  const foreign = (['bind', 'volume', 'tmpfs'] as const).find(
    (key) => volume[key] !== undefined && key !== allowed,
  )
  if (foreign !== undefined) {
    return refuse(
      'mount-options',
      `a mount of type ${volume.type} has no options of ${foreign}`,
      `Remove ${foreign}.`,
      volume,
      conversion,
    )
  }
  if (volume.type === 'tmpfs' && volume.source !== '') {
    return refuse('mount-source', 'a tmpfs has no source', 'Remove source.', volume, conversion)
  }
  if (volume.source === '' && !['volume', 'bind', 'tmpfs'].includes(volume.type)) {
    return refuse(
      'mount-source',
      `a mount of type ${volume.type} needs a source`,
      'Add source.',
      volume,
      conversion,
    )
  }
  switch (volume.type) {
    case 'bind':
      return bindMount(volume, conversion)
    case 'volume':
      return volume.source === '' ? plainMount(volume) : volumeMount(volume, conversion)
    case 'cluster':
      return clusterMount(volume, conversion)
    case 'tmpfs':
      return {
        ...plainMount(volume),
        ...(volume.tmpfs && { TmpfsOptions: whenFilled('SizeBytes', volume.tmpfs.size) }),
      }
    default:
      return { ...plainMount(volume), ...bindOptions(volume) }
  }
}

/** The only options that a type of mount takes. */
const options: ReadonlyMap<string, string> = new Map([
  ['volume', 'volume'],
  ['bind', 'bind'],
  ['tmpfs', 'tmpfs'],
  ['npipe', 'bind'],
  ['cluster', 'cluster'],
  ['image', 'image'],
])

function plainMount(volume: Volume): Mount {
  return {
    Type: volume.type,
    ...whenFilled('Source', volume.source),
    ...whenFilled('Target', volume.target),
    ...whenFilled('ReadOnly', volume.readOnly),
    ...whenFilled('Consistency', volume.consistency),
  }
}

function bindMount(volume: PlacedVolume, conversion: Conversion): Mount | undefined {
  const resolved = bindSource(volume.source, conversion.base, conversion.policy.baseDirectory)
  if ('path' in resolved) {
    return { ...plainMount(volume), Source: resolved.path, ...bindOptions(volume) }
  }
  return refuse('relative-bind', resolved.message, resolved.remedy ?? '', volume, conversion)
}

function bindOptions(volume: Volume): Pick<Mount, 'BindOptions'> {
  return volume.bind === undefined
    ? {}
    : { BindOptions: whenFilled('Propagation', volume.bind.propagation) }
}

function volumeMount(volume: PlacedVolume, conversion: Conversion): Mount | undefined {
  const entry = definition(volume, conversion)
  if (entry === undefined) return undefined
  const own = entry.external ? {} : ownOptions(entry, conversion.stack)
  return {
    ...plainMount(volume),
    Source: fullName(conversion.stack, entry),
    VolumeOptions: {
      ...whenFilled('NoCopy', volume.volume?.noCopy),
      ...whenFilled('Subpath', volume.volume?.subpath),
      ...own,
    },
  }
}

function ownOptions(entry: VolumeEntry, stack: string): NonNullable<Mount['VolumeOptions']> {
  const hasDriver = entry.driver !== '' || entry.driverOptions !== undefined
  const driver = {
    ...whenFilled('Name', entry.driver),
    ...whenFilled('Options', entry.driverOptions),
  }
  return { Labels: stackLabels(stack, entry.labels), ...(hasDriver && { DriverConfig: driver }) }
}

function clusterMount(volume: PlacedVolume, conversion: Conversion): Mount | undefined {
  const isGroup = volume.source.startsWith('group:')
  const entry = isGroup ? undefined : definition(volume, conversion)
  if (!isGroup && entry === undefined) return undefined
  const source = entry === undefined ? volume.source : fullName(conversion.stack, entry)
  return { ...plainMount(volume), Source: source, ClusterOptions: {} }
}

function definition(volume: PlacedVolume, conversion: Conversion): VolumeEntry | undefined {
  const entry = conversion.model.volumes.get(volume.source)
  if (entry !== undefined) return entry
  return refuse(
    'undefined-volume',
    `the volume "${volume.source}" is not defined in this file`,
    `Add "${volume.source}:" below volumes at the top level.`,
    volume,
    conversion,
  )
}

function refuse(
  code: string,
  message: string,
  remedy: string,
  { at, path }: { readonly at: Place; readonly path: string },
  { report }: Conversion,
): undefined {
  reportError(report, { code, message, remedy, place: at, path })
  return undefined
}
