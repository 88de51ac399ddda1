import type { ManifestAllowance } from './manifest-policy.ts'
import { matchesAny } from './name-pattern.ts'
import type { Reach } from './privilege.ts'

/** Whether an allowance names a reach. */
export function isAllowed(reach: Reach, allowance: ManifestAllowance): boolean {
  switch (reach.kind) {
    case 'bind':
      return reach.engine
        ? allowance.engineSocket
        : allowance.binds.some((entry) => allowsBind(entry, reach))
    case 'mount':
      return allowance.mounts.some(
        ({ type, device, o }) => type === reach.type && device === reach.device && o === reach.o,
      )
    case 'volume-driver':
      return allowance.volumeDrivers.includes(reach.name)
    case 'capability': {
      const known = new Set(allowance.capabilities.map(plainCapability))
      return known.has('ALL') || known.has(plainCapability(reach.name))
    }
    case 'credential-spec':
      return allowance.credentialSpecs
    case 'host-network':
      return allowance.hostNetwork
    case 'network-driver':
      return allowance.networkDrivers.includes(reach.name)
    case 'secret-driver':
      return allowance.secretDrivers.includes(reach.name)
    case 'host-port':
      return typeof allowance.hostPorts === 'boolean'
        ? allowance.hostPorts
        : allowance.hostPorts.includes(reach.published)
    case 'object':
      return matchesAny(allowance.externals[`${reach.object}s`], reach.name)
  }
}

function plainCapability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '')
}

function allowsBind(
  entry: string,
  { source, readOnly }: { readonly source: string; readonly readOnly: boolean },
): boolean {
  const onlyReading = entry.endsWith(':ro')
  const path = onlyReading ? entry.slice(0, -':ro'.length) : entry
  if (onlyReading && !readOnly) return false
  if (!path.endsWith('/*')) return source === path
  const folder = path.slice(0, -'/*'.length)
  return source === folder || source.startsWith(`${folder}/`)
}
