/** The key with its value, or nothing where the value is empty: what Go's `omitempty` does. */
export function whenFilled<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  return isEmpty(value) ? {} : pair(key, value)
}

/** The key with its value, zero and empty included, or nothing where it is undefined. */
export function whenSet<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  return value === undefined ? {} : pair(key, value)
}

function pair<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  // A computed key widens to string; the one key is known here.
  return { [key]: value } as { readonly [Name in Key]?: Value }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
