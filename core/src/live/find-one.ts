/** What a person's word for an object stands for. */
export type Found<T> =
  | { readonly kind: 'found'; readonly one: T }
  | { readonly kind: 'none' }
  /** `ids` of those that it may stand for, at most ten. */
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }

const MOST_SHOWN = 10

/**
 * By id, else by name, else by the beginning of an id. A name that several bear, and a beginning that
 * several ids have, stands for none of them. `namesOf` gives no name where it isn't meant to be found by one.
 */
export function findOne<T extends { readonly id: string }>(
  all: readonly T[],
  wanted: string,
  namesOf: (one: T) => readonly string[],
): Found<T> {
  if (wanted === '') return { kind: 'none' }
  const exact = all.find(({ id }) => id === wanted)
  if (exact !== undefined) return { kind: 'found', one: exact }
  const named = all.filter((one) => namesOf(one).includes(wanted))
  const fitting = named.length > 0 ? named : all.filter(({ id }) => id.startsWith(wanted))
  const [first] = fitting
  if (first === undefined) return { kind: 'none' }
  if (fitting.length === 1) return { kind: 'found', one: first }
  return { kind: 'ambiguous', ids: fitting.slice(0, MOST_SHOWN).map(({ id }) => id) }
}
