/** True for an IPv4 address in dotted decimal, or an IPv6 address. */
export function isAddress(text: string): boolean {
  return isVersion4(text) || isVersion6(text)
}

function isVersion4(text: string): boolean {
  const parts = text.split('.')
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  )
}

function isVersion6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2 || !text.includes(':')) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1)
  const embedded = last !== undefined && last.includes('.') && isVersion4(last)
  const flat = groups.flat()
  const plain = embedded ? flat.slice(0, -1) : flat
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const length = plain.length + (embedded ? 2 : 0)
  return halves.length === 2 ? length < 8 : length === 8
}
