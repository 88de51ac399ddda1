import type { LiveNetwork } from '../live/live-state.ts'
import type { NetworkSpec } from '../spec/object-spec.ts'
import type { Comparable } from './comparable.ts'
import { present, textMap, textSet } from './comparable.ts'

/** Assigned by the engine to every overlay network. */
const ALLOCATED_OPTION = 'com.docker.network.driver.overlay.vxlanid_list'

/**
 * A network as desired and as live, in the form in which they are compared. Labels are left out, for
 * they can never be changed; subnets count where the file names them, else the engine chooses.
 * Until the swarm has allocated a network it is read without driver, options and IPAM, which are
 * then not compared.
 */
export function comparableNetworks(
  spec: NetworkSpec,
  live: LiveNetwork,
): { readonly from: Comparable; readonly to: Comparable } {
  const from = { Internal: live.internal, Attachable: live.attachable }
  const to = { Internal: spec.Internal, Attachable: spec.Attachable }
  if (live.driver === '') return { from, to }
  const subnets = (spec.IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? [])
  const wanted = spec.Options ?? {}
  const { [ALLOCATED_OPTION]: allocated, ...options } = live.options
  const kept = allocated === undefined || !(ALLOCATED_OPTION in wanted) ? options : live.options
  return {
    from: {
      ...from,
      Driver: live.driver,
      Options: present(textMap(kept)),
      IPAM: {
        Driver: live.ipamDriver || 'default',
        Config: subnets.length === 0 ? undefined : present(textSet(live.subnets)),
      },
    },
    to: {
      ...to,
      Driver: spec.Driver || 'overlay',
      Options: present(textMap(wanted)),
      IPAM: { Driver: spec.IPAM?.Driver || 'default', Config: present(textSet(subnets)) },
    },
  }
}
