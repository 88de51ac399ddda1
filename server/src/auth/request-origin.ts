import { plainAddress, type TrustedProxies } from './trusted-proxies.ts'

/** What a connection and its headers say of where a request comes from. */
export interface Arrival {
  readonly remoteAddress: string
  readonly encrypted: boolean
  readonly host: string | undefined
  readonly forwardedFor: string | undefined
  readonly forwardedProto: string | undefined
  readonly forwardedHost: string | undefined
}

export interface RequestOrigin {
  /** Address of the client, as far as trusted proxies tell. */
  readonly address: string
  readonly secure: boolean
  /** As the client wrote it, with port. */
  readonly host: string | undefined
}

/** Believes forwarding headers only when a trusted proxy sent them; of several hops the last untrusted one counts. */
export function requestOrigin(arrival: Arrival, proxies: TrustedProxies): RequestOrigin {
  const remote = plainAddress(arrival.remoteAddress)
  if (!proxies.includes(remote)) {
    return { address: remote, secure: arrival.encrypted, host: arrival.host }
  }
  const hops = (arrival.forwardedFor ?? '').split(',').map((hop) => plainAddress(hop.trim()))
  const client = hops.findLast((hop) => hop !== '' && !proxies.includes(hop))
  return {
    address: client ?? remote,
    secure: arrival.encrypted || lastOf(arrival.forwardedProto) === 'https',
    host: lastOf(arrival.forwardedHost) ?? arrival.host,
  }
}

function lastOf(header: string | undefined): string | undefined {
  return header?.split(',').at(-1)?.trim()
}
