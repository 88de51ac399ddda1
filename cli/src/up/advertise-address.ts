/** An IPv4 address of a network interface. */
export interface InterfaceAddress {
  readonly name: string
  readonly address: string
  readonly internal: boolean
}

/**
 * The address that a new swarm names itself by: that of the interface with the default route, so
 * that more nodes can join later; else the first that leaves the machine; else loopback.
 *
 * @param routes content of `/proc/net/route`; empty where there is none
 */
export function advertiseAddress(addresses: readonly InterfaceAddress[], routes: string): string {
  const defaultInterface = routes
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .find(([, destination]) => destination === '00000000')?.[0]
  const outward = addresses.filter(({ internal }) => !internal)
  const chosen = outward.find(({ name }) => name === defaultInterface) ?? outward[0]
  return chosen?.address ?? '127.0.0.1'
}
