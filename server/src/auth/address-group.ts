/**
 * What one attacker can have many of counts as one: an IPv6 address stands for its network of 64 bits,
 * which is what a household gets. IPv4 addresses, and what is none, stand for themselves.
 */
export function addressGroup(address: string): string {
  const [plain = ''] = address.split('%')
  if (!/^[0-9a-f:]+$/i.test(plain) || !plain.includes(':')) return address
  const [head = '', tail] = plain.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
