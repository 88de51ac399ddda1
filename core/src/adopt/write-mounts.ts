import { whenFilled } from '../compose/convert/present.ts'
import { parseVolume } from '../compose/syntax/volume-spec.ts'
import type { Mount } from '../spec/service-spec.ts'
import type { WrittenService } from './compose-document.ts'
import type { StackParts } from './stack-parts.ts'

type WrittenMount = NonNullable<WrittenService['volumes']>[number]

/** Mounts in their order: the short form where it is read back as the same. */
export function writeMounts(mounts: readonly Mount[], parts: StackParts): readonly WrittenMount[] {
  return mounts.map((mount) => writeMount(mount, parts))
}

function writeMount(mount: Mount, { volumes }: StackParts): WrittenMount {
  const { Source: name = '' } = mount
  const volume = ['volume', 'cluster'].includes(mount.Type) ? volumes.get(name) : undefined
  const source = volume?.key ?? name
  return shortMount(mount, source) ?? longMount(mount, source)
}

/** `source:target[:ro]`, or undefined where that would be read as something else. */
function shortMount(mount: Mount, source: string): string | undefined {
  const { Type: type, Target: target = '', ReadOnly: readOnly = false } = mount
  const plain = Object.keys(optionsOf(mount)).length === 0
  if (!plain || (type !== 'volume' && type !== 'bind')) return undefined
  const text = [...(source === '' ? [] : [source]), target, ...(readOnly ? ['ro'] : [])].join(':')
  const read = parseVolume(text)
  const same =
    'type' in read &&
    read.type === type &&
    read.source === source &&
    read.target === target &&
    read.readOnly === readOnly
  return same ? text : undefined
}

function longMount(mount: Mount, source: string): WrittenMount {
  return {
    type: mount.Type,
    ...whenFilled('source', source),
    ...whenFilled('target', mount.Target),
    ...whenFilled('read_only', mount.ReadOnly),
    ...optionsOf(mount),
  }
}

/** Options of the mount itself, as far as a file has them; those of a volume stand with the volume. */
function optionsOf({ BindOptions: bind, VolumeOptions: volume, TmpfsOptions: tmpfs }: Mount): {
  readonly bind?: { readonly propagation?: string }
  readonly volume?: { readonly nocopy?: boolean; readonly subpath?: string }
  readonly tmpfs?: { readonly size?: number }
} {
  return {
    ...(bind && { bind: whenFilled('propagation', bind.Propagation) }),
    ...whenFilled('volume', {
      ...whenFilled('nocopy', volume?.NoCopy),
      ...whenFilled('subpath', volume?.Subpath),
    }),
    ...(tmpfs && { tmpfs: whenFilled('size', tmpfs.SizeBytes) }),
  }
}
