/** A copy of a value with another one at a dotted path; undefined takes what is there away. */
export function atPath(whole: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('.')
  const fields = typeof whole === 'object' && whole !== null ? Object.entries(whole) : []
  const others = fields.filter(([name]) => name !== key)
  const before = fields.find(([name]) => name === key)?.[1]
  const after = rest.length === 0 ? value : atPath(before, rest.join('.'), value)
  return Object.fromEntries(after === undefined ? others : [...others, [key, after]])
}
