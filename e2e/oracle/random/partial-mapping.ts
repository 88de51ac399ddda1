import * as fc from 'fast-check'
import type { Mapping, Tree } from './tree.ts'

/** A mapping with some of the fields, each there in `percent` of all cases; shrinks to fewer. */
export function partialMapping(
  fields: Readonly<Record<string, fc.Arbitrary<Tree>>>,
  percent = 50,
): fc.Arbitrary<Mapping> {
  const keys = Object.keys(fields)
  const values = Object.values(fields).map((value) => sometimes(value, percent))
  return fc.tuple(...values).map((found) =>
    Object.fromEntries(
      keys.flatMap((key, index) => {
        const value = found[index]
        return value === undefined ? [] : [[key, value] as const]
      }),
    ),
  )
}

/** The value in `percent` of all cases, else undefined, which is also what it shrinks to. */
export function sometimes<Value>(
  value: fc.Arbitrary<Value>,
  percent: number,
): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary: value },
  )
}

/** A list without equal items, which the format refuses nearly everywhere. */
export function distinct<Value extends Tree>(
  item: fc.Arbitrary<Value>,
  maxLength = 3,
): fc.Arbitrary<readonly Value[]> {
  return fc.uniqueArray(item, { maxLength, selector: (value) => JSON.stringify(value) ?? '' })
}

/** A mapping of a few names. */
export function dictionary(
  names: readonly string[],
  value: fc.Arbitrary<Tree>,
  percent = 30,
): fc.Arbitrary<Mapping> {
  return partialMapping(Object.fromEntries(names.map((name) => [name, value])), percent)
}
