import { BlockList, isIP } from 'node:net'

export interface TrustedProxies {
  readonly configured: boolean
  includes(address: string): boolean
}

/** Throws RangeError on what is neither an address nor a subnet. */
export function trustedProxies(list: readonly string[]): TrustedProxies {
  const known = new BlockList()
  for (const entry of list) {
    // Number('') is 0: a slash without bits would trust everybody.
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
    const family = familyOf(address)
    if (family === undefined) throw new RangeError(`${entry} is neither an address nor a subnet.`)
    if (bits === undefined) known.addAddress(address, family)
    else known.addSubnet(address, Number(bits), family)
  }
  return {
    configured: list.length > 0,
    includes(address) {
      const family = familyOf(address)
      return family !== undefined && known.check(address, family)
    },
  }
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address)
}

/** IPv4 that arrives on an IPv6 socket, in its plain form. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}

/** True for a connection in the clear that comes neither from loopback nor from the proxy it should come through. */
export function goesAroundProxy(
  remoteAddress: string,
  secure: boolean,
  proxies: TrustedProxies,
): boolean {
  if (!proxies.configured || secure || isLoopback(remoteAddress)) return false
  return !proxies.includes(plainAddress(remoteAddress))
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address)
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined
}
