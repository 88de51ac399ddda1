import { expandPorts, parsePortSpec, type Port } from '../syntax/port-spec.ts'
import { asUint32 } from '../syntax/unsigned.ts'
import { parseVolume, type Volume } from '../syntax/volume-spec.ts'
import type { mountKeys } from '../schema/mount-keys.ts'
import type { connectionKeys } from '../schema/connection-keys.ts'
import type { Valid } from '../schema/valid.ts'
import type { Node } from '../yaml/node.ts'
import { flagOf, itemsOf, numberOf, textOf, valueOf } from './fields.ts'
import type { Placed } from './service.ts'

/** Ports of both forms; ranges are expanded. What the long form doesn't say stays empty. */
export function readPorts(
  node: Valid<(typeof connectionKeys)['ports']['schema']> | undefined,
): readonly Port[] {
  return itemsOf(node).flatMap((item) => {
    if (item.kind !== 'map') return shortPorts(item)
    return [
      {
        protocol: textOf(item, 'protocol'),
        target: asUint32(numberOf(item, 'target') ?? 0),
        published: asUint32(numberOf(item, 'published') ?? 0),
        mode: textOf(item, 'mode'),
      },
    ]
  })
}

function shortPorts(item: Node): readonly Port[] {
  const text = item.kind === 'int' || item.kind === 'string' ? item.value : ''
  const parsed = parsePortSpec(String(text))
  return 'target' in parsed ? expandPorts(parsed) : []
}

type VolumesSchema = (typeof mountKeys)['volumes']['schema']

/** Mounts of both forms, with their places. */
export function readMounts(
  node: Valid<VolumesSchema> | undefined,
  path: string,
): readonly (Volume & Placed)[] {
  return itemsOf(node).flatMap((item, index) => {
    const placed = { at: item.at, path: `${path}.${index}` }
    if (item.kind === 'map') return [{ ...longVolume(item), ...placed }]
    const parsed = item.kind === 'string' ? parseVolume(item.value) : undefined
    return parsed !== undefined && 'type' in parsed ? [{ ...parsed, ...placed }] : []
  })
}

function longVolume(node: Valid<VolumesSchema['of']>): Volume {
  const bind = valueOf(node, 'bind')
  const volume = valueOf(node, 'volume')
  const tmpfs = valueOf(node, 'tmpfs')
  return {
    type: textOf(node, 'type'),
    source: textOf(node, 'source'),
    target: textOf(node, 'target'),
    readOnly: flagOf(node, 'read_only') ?? false,
    consistency: textOf(node, 'consistency'),
    ...(bind && { bind: { propagation: textOf(bind, 'propagation') } }),
    ...(volume && {
      volume: { noCopy: flagOf(volume, 'nocopy') ?? false, subpath: textOf(volume, 'subpath') },
    }),
    ...(tmpfs && { tmpfs: { size: numberOf(tmpfs, 'size') ?? 0 } }),
  }
}
