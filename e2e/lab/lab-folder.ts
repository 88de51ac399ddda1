import { join } from 'node:path'

/** Everything that throwaway engines keep lies below this folder, except the root folders of named versions. */
export const labFolder = '/var/tmp/kesako-lab'

/** Bridge that joins the throwaway engines of this machine, and the machine itself as `.1`. */
export const labBridge = 'kesakolab'

/** From the range reserved for benchmarks (RFC 2544), which no real network should use. */
export const labSubnet = '198.18.77'

/** A slot is a number that gives an engine its folder, address, MAC address, interface and cgroup. */
export interface Slot {
  readonly number: number
  readonly folder: string
  readonly name: string
  readonly address: string
  readonly macAddress: string
  readonly interfaceName: string
  readonly cgroup: string
}

export const firstSlot = 2
export const lastSlot = 253

/** Where registries without TLS answer; engines of the lab ask there without it. */
export const plainAddress = `${labSubnet}.1`

/** Where registries with TLS answer: engines of the lab insist on it there. */
export const securedAddress = `${labSubnet}.254`

/** `HOST:PORT/ca.crt` of the registries with TLS; every engine of the lab sees it as `/etc/docker/certs.d`. */
export const certificatesFolder = join(labFolder, 'certs.d')

export function slotOf(number: number): Slot {
  const hex = number.toString(16).padStart(2, '0')
  return {
    number,
    folder: join(labFolder, String(number)),
    name: `kesako-lab-${number}`,
    address: `${labSubnet}.${number}`,
    macAddress: `02:6b:65:73:61:${hex}`,
    interfaceName: `kesakolab-${number}`,
    cgroup: `/kesako-lab/${number}`,
  }
}
