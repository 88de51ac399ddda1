import { NOTHING, type Outline, type OutlineEntry, type OutlineScalar } from './outline.ts'

type Path = readonly (string | number)[]

/** Where an offset stands in an outline. */
export type Cursor =
  /** On a key, or where one may be typed; `siblings` are the other keys of the mapping. */
  | {
      readonly on: 'key'
      /** Of the mapping. */
      readonly path: Path
      readonly entry: OutlineEntry
      readonly siblings: readonly OutlineEntry[]
      readonly isFlow: boolean
    }
  /** On a value that is a text. */
  | {
      readonly on: 'value'
      readonly path: Path
      readonly scalar: OutlineScalar
      /** Other items, when it stands in a list. */
      readonly items: readonly Outline[]
    }

/** What stands at an offset; undefined where nothing does. */
export function cursorAt(outline: Outline, offset: number): Cursor | undefined {
  return find(outline, [], offset)
}

function find(outline: Outline, path: Path, offset: number): Cursor | undefined {
  switch (outline.kind) {
    case 'nothing':
      return undefined
    case 'scalar':
      return holds(outline, offset) ? { on: 'value', path, scalar: outline, items: [] } : undefined
    case 'list':
      return first(outline.items, (item, at) => {
        const found = find(item, [...path, at], offset)
        if (found?.on !== 'value' || found.scalar !== item) return found
        return { ...found, items: outline.items.filter((other) => other !== item) }
      })
    case 'map':
      return first(outline.entries, (entry) => {
        if (!holds(entry, offset)) return find(entry.value, [...path, entry.key], offset)
        const siblings = outline.entries.filter((other) => other !== entry)
        return { on: 'key', path, entry, siblings, isFlow: outline.isFlow }
      })
  }
}

function holds(
  { from, to }: { readonly from: number; readonly to: number },
  offset: number,
): boolean {
  return from <= offset && offset <= to
}

function first<Item, Result>(
  items: readonly Item[],
  look: (item: Item, index: number) => Result | undefined,
): Result | undefined {
  for (const [index, item] of items.entries()) {
    const result = look(item, index)
    if (result !== undefined) return result
  }
  return undefined
}

/** The value of a key of a mapping. */
export function valueAt(outline: Outline, key: string): Outline {
  const entry =
    outline.kind === 'map'
      ? outline.entries.find((one) => one.key === key && one.hasColon)
      : undefined
  return entry?.value ?? NOTHING
}
