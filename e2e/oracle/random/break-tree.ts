import { isList, isMapping, mapTree, type Mapping, type Tree } from './tree.ts'

/** One fault to put into a valid file. */
export interface Fault {
  readonly kind: (typeof faultKinds)[number]
  /** Which of the places where it is possible; counted round. */
  readonly at: number
}

export const faultKinds = [
  'unknown-key',
  'lost-key',
  'text-instead',
  'number-instead',
  'null-instead',
  'list-instead',
  'mapping-instead',
  'switch-instead',
  'twice',
  'empty',
] as const

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
  switch (kind) {
    case 'unknown-key':
    case 'lost-key':
      return isMapping(tree)
    case 'twice':
      return isList(tree) && tree.length > 0
    default:
      return true
  }
}

function broke(tree: Tree, { kind, at }: Fault): Tree {
  switch (kind) {
    case 'unknown-key':
      return { ...(isMapping(tree) && tree), [unknown[at % unknown.length] ?? 'z']: 'z' }
    case 'lost-key':
      return Object.fromEntries(Object.entries(tree ?? {}).slice(1))
    case 'text-instead':
      return 'text'
    case 'number-instead':
      return [7, -1, 0.5, 1e21, 4294967296][at % 5] ?? 7
    case 'null-instead':
      return null
    case 'list-instead':
      return [['x'], [], [{}], [null], [1]][at % 5] ?? []
    case 'mapping-instead':
      return [{}, { x: 'y' }, { x: null }, { '1': 1 }][at % 4] ?? {}
    case 'switch-instead':
      return at % 2 === 0
    case 'twice':
      return isList(tree) ? [...tree, tree[at % tree.length] ?? null] : tree
    case 'empty':
      return isList(tree) ? [] : isMapping(tree) ? {} : ''
  }
}

const unknown = ['unknown', 'x-unknown', 'Image', 'name', 'external', 'driver', 'a b', '', 'scale']
