/**
 * Order in which rows are shown. While `frozen` (the pointer or the focus is among them) those that
 * are shown keep their order, what is new comes last and what is gone goes; else it is the order wanted.
 */
export function settledOrder<Row extends { readonly key: string }>(
  shown: readonly string[],
  wanted: readonly Row[],
  frozen: boolean,
): readonly Row[] {
  if (!frozen) return wanted
  const byKey = new Map(wanted.map((row) => [row.key, row]))
  const kept = shown.flatMap((key) => byKey.get(key) ?? [])
  const known = new Set(shown)
  return [...kept, ...wanted.filter(({ key }) => !known.has(key))]
}
