import { isList, isMapping, mapTree, type Mapping, type Tree } from './tree.ts'

/** One fault to put into a valid file. */
export interface Fault {
  readonly kind: (typeof faultKinds)[number]
  /** Which of the places where it is possible; counted round. */
  readonly at: number
}

export const faultKinds = ['other-value', 'unknown-key', 'lost-key', 'twice', 'empty'] as const

/** The file with the fault in one place; the place is one of all values below the top. */
export function breakTree(file: Mapping, fault: Fault): Mapping {
  const places: string[] = []
  mapTree(file, (tree, path) => {
    if (path.length > 0 && isPossible(tree, fault)) places.push(path.join('\n'))
    return tree
  })
  const place = places[fault.at % Math.max(places.length, 1)]
  const broken = mapTree(file, (tree, path) =>
    path.length > 0 && path.join('\n') === place ? broke(tree, fault) : tree,
  )
  return isMapping(broken) ? broken : file
}

function isPossible(tree: Tree, { kind }: Fault): boolean {
  if (kind === 'unknown-key' || kind === 'lost-key') return isMapping(tree)
  return kind !== 'twice' || (isList(tree) && tree.length > 0)
}

function broke(tree: Tree, { kind, at }: Fault): Tree {
  switch (kind) {
    case 'unknown-key':
      return { ...(isMapping(tree) && tree), [pick(unknown, at)]: 'z' }
    case 'lost-key':
      return Object.fromEntries(Object.entries(tree ?? {}).slice(1))
    case 'other-value':
      return pick(others, at)
    case 'twice':
      return isList(tree) ? [...tree, pick(tree, at)] : tree
    case 'empty':
      return isList(tree) ? [] : isMapping(tree) ? {} : ''
  }
}

function pick<Item extends Tree>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

const unknown = ['unknown', 'x-unknown', 'Image', 'name', 'external', 'driver', 'a b', '', 'scale']

const texts: readonly Tree[] = ['text', '5', 'true', '', '10s', 'a=b', 'a:b']
const scalars: readonly Tree[] = [7, -1, 0.5, 1e21, 4294967296, true, false, null]
const lists: readonly Tree[] = [['x'], [], [{}], [null], [1], [['x']], ['x', 'y']]
const mappings: readonly Tree[] = [{}, { x: 'y' }, { x: null }, { '1': 1 }, { source: 'x' }]
const others = [...texts, ...scalars, ...lists, ...mappings]
