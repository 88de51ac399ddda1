import type { Mount } from '../spec/service-spec.ts'
import { joinPath } from '../compose/paths/path-text.ts'
import { leadsToEngine } from './engine-path.ts'
import type { Reach } from './privilege.ts'

/** What a mount reaches on its node, the name of a volume included; nothing for memory and for volumes without a name. */
export function mountReach(mount: Mount): readonly Reach[] {
  const { Source: source = '' } = mount
  switch (mount.Type) {
    case 'tmpfs':
    case 'image':
      return []
    case 'volume': {
      const driven = drivenVolume(mount)
      return source === ''
        ? driven
        : [{ kind: 'object', object: 'volume', name: source }, ...driven]
    }
    case 'cluster':
      return [{ kind: 'object', object: 'volume', name: source }]
    case 'npipe':
      return [{ ...bind(mount, source), engine: true }]
    default:
      // A bind, and what a later engine may think of.
      return [bind(mount, source)]
  }
}

/** The reach of a volume that its driver fills: the local driver mounts whatever it is told. */
function drivenVolume(mount: Mount): readonly Reach[] {
  const { Name: name = 'local', Options: options = {} } = mount.VolumeOptions?.DriverConfig ?? {}
  const given = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (name !== '' && name !== 'local') {
    return [{ kind: 'volume-driver', name, options: JSON.stringify(given) }]
  }
  const { type = '', device = '', o = '' } = options
  if (device === '' && type === '' && o === '') return []
  if (type === 'tmpfs' && device === 'tmpfs') return []
  const flags = o.split(',').map((flag) => flag.trim())
  const binds = flags.includes('bind') || flags.includes('rbind')
  if (!binds) return [{ kind: 'mount', type, device, o }]
  const readOnly = mount.ReadOnly === true || flags.includes('ro')
  return [
    pathReach(
      device,
      readOnly,
      flags.find((flag) => /shared|slave|private/.test(flag)),
    ),
  ]
}

function bind(mount: Mount, source: string): Extract<Reach, { readonly kind: 'bind' }> {
  return pathReach(source, mount.ReadOnly === true, mount.BindOptions?.Propagation)
}

function pathReach(
  source: string,
  readOnly: boolean,
  propagation: string | undefined,
): Extract<Reach, { readonly kind: 'bind' }> {
  const path = source.startsWith('/') ? joinPath('', source) : source
  return {
    kind: 'bind',
    source: path,
    readOnly,
    ...(propagation === undefined ? {} : { propagation }),
    engine: leadsToEngine(path),
  }
}
