/** What a swarm takes subnets from where nobody asks for one. */
export interface AddressPools {
  /** In CIDR form. */
  readonly pools: readonly string[]
  /** Length of the prefix of the subnets taken. */
  readonly subnetSize: number
}

/** Of a swarm that was made without `--default-addr-pool`. */
export const DEFAULT_ADDRESS_POOLS: AddressPools = { pools: ['10.0.0.0/8'], subnetSize: 24 }

/**
 * True for a subnet that the swarm would choose by itself. The engine doesn't tell whether somebody
 * asked for it; one of another size or from elsewhere was asked for.
 */
export function isAllocated(subnet: string, { pools, subnetSize }: AddressPools): boolean {
  const range = parseRange(subnet)
  if (range === undefined || range.prefix !== subnetSize) return false
  return pools.some((pool) => {
    const within = parseRange(pool)
    if (within === undefined || within.prefix > range.prefix) return false
    const size = 2 ** (32 - within.prefix)
    return Math.floor(within.start / size) === Math.floor(range.start / size)
  })
}

/** IPv4 only: a swarm chooses no IPv6 subnets. */
function parseRange(text: string): { readonly start: number; readonly prefix: number } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text)
  if (match === null) return undefined
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number)
  return { start: ((a * 256 + b) * 256 + c) * 256 + d, prefix }
}
