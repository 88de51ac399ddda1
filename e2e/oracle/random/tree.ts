/** A Compose file as a value, before it is spelled as YAML. */
export type Tree = string | number | boolean | null | Plain | readonly Tree[] | Mapping

export interface Mapping {
  readonly [key: string]: Tree
}

/** A scalar that is written exactly so, without quotes: `0x1F`, `~`, `2020-01-01`. */
export interface Plain {
  readonly [verbatim]: string
}

const verbatim = Symbol('verbatim')

export function plain(text: string): Plain {
  return { [verbatim]: text }
}

/** The text of a plain scalar; undefined for everything else. */
export function plainText(tree: Tree): string | undefined {
  return typeof tree === 'object' && tree !== null && verbatim in tree ? tree[verbatim] : undefined
}

export function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree)
}

export function isMapping(tree: Tree | undefined): tree is Mapping {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !(verbatim in tree)
}

/** What `change` makes of every value below `tree`, leaves first; `path` has keys and indexes. */
export function mapTree(
  tree: Tree,
  change: (tree: Tree, path: readonly string[]) => Tree,
  path: readonly string[] = [],
): Tree {
  if (isList(tree)) {
    return change(
      tree.map((item, index) => mapTree(item, change, [...path, String(index)])),
      path,
    )
  }
  if (!isMapping(tree)) return change(tree, path)
  const entries = Object.entries(tree).map(
    ([key, value]) => [key, mapTree(value, change, [...path, key])] as const,
  )
  return change(Object.fromEntries(entries), path)
}
