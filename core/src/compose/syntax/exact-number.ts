/**
 * A whole number of 64 bits as a JavaScript number, where the engine will read the same digits as
 * are sent; undefined beyond that, from about 9 quadrillion on, unless it is as round as 1e18.
 */
export function exactNumber(value: bigint): number | undefined {
  const number = Number(value)
  const isHeld = value === BigInt.asIntN(64, value) && String(number) === String(value)
  return isHeld ? number : undefined
}
