/** The override, unless it is empty, zero or false; where the base is missing, whatever it is. */
export function override<Value extends string | number | boolean | undefined>(
  base: Value,
  over: Value,
): Value {
  if (base === undefined) return over
  return over === undefined || over === '' || over === 0 || over === false ? base : over
}

/** The override where it says anything, zero included. */
export function overrideDefined<Value>(
  base: Value | undefined,
  over: Value | undefined,
): Value | undefined {
  return over ?? base
}

/** The override, unless it is empty. */
export function overrideList<Item>(base: readonly Item[], over: readonly Item[]): readonly Item[] {
  return over.length === 0 ? base : over
}

export function append<Item>(base: readonly Item[], over: readonly Item[]): readonly Item[] {
  return [...base, ...over]
}

/** Merges where both are there; else takes the one that is. */
export function both<Value>(
  base: Value | undefined,
  over: Value | undefined,
  merge: (base: Value, over: Value) => Value,
): Value | undefined {
  return base === undefined || over === undefined ? (over ?? base) : merge(base, over)
}

/** Appends, and leaves the base as it is, missing or empty, where the override has nothing. */
export function appendAny<Item>(
  base: readonly Item[] | undefined,
  over: readonly Item[] | undefined,
): readonly Item[] | undefined {
  return over === undefined || over.length === 0 ? base : [...(base ?? []), ...over]
}

/**
 * Lists that are keyed: the override's entry replaces the base's with the same key. Without a list
 * in the base the override's is taken as it stands; with one, entries of equal key collapse.
 */
export function mergeKeyed<Item, Key extends string | number>(
  base: readonly Item[] | undefined,
  over: readonly Item[],
  keyOf: (item: Item) => Key,
  order: (a: Key, b: Key) => number,
): readonly Item[] {
  if (base === undefined) return over
  const items = new Map<Key, Item>()
  for (const item of [...base, ...over]) items.set(keyOf(item), item)
  return [...items].toSorted(([a], [b]) => order(a, b)).map(([, item]) => item)
}
