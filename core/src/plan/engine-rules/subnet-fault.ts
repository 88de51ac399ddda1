/**
 * What is wrong with a subnet, or undefined. Where `strict`, an IPv4 subnet may have no bits beyond
 * its prefix; IPv6 is not looked at so closely.
 */
export function subnetFault(text: string, strict: boolean): string | undefined {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)
  if (v4 !== null) {
    const numbers = v4.slice(1).map(Number)
    const length = numbers.pop() ?? 33
    if (length > 32 || numbers.some((byte) => byte > 255)) return 'which is out of range'
    const address = numbers.reduce((sum, byte) => sum * 256 + byte, 0)
    return strict && address % 2 ** (32 - length) !== 0
      ? `which has bits beyond its prefix of ${length}`
      : undefined
  }
  const v6 = /^[0-9a-f:.]*:[0-9a-f:.]*\/(\d{1,3})$/i.exec(text)
  return v6 !== null && Number(v6[1]) <= 128
    ? undefined
    : 'which is not an address with a prefix length'
}
