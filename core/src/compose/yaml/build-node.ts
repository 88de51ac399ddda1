import type { Place } from '../../problem.ts'
import { bounds, type Spent } from './bounds.ts'
import { buildMap } from './build-map.ts'
import { anchored, type Building, unknownAlias } from './building.ts'
import type { Node } from './node.ts'
import type { ListSyntax, SyntaxNode } from './parse/syntax-node.ts'
import { resolveScalar } from './tagged-scalar.ts'
import { YamlFault } from './yaml-fault.ts'

/** Resolves aliases, merge keys and scalars. Throws a `YamlFault` where the docker CLI refuses. */
export function buildNode(root: SyntaxNode, spent: Spent): Node {
  const building: Building = { build, anchors: new Map(), count: spent.nodes }
  const node = build(root, building)
  spent.nodes = building.count
  return node
}

function build(syntax: SyntaxNode, building: Building): Node {
  if (syntax.kind === 'alias') return expand(syntax.name, syntax.at, building)
  if (syntax.anchor === undefined) return buildContent(syntax, building)
  const before = building.count
  building.anchors.set(syntax.anchor, { syntax, node: undefined, size: 0 })
  const node = buildContent(syntax, building)
  building.anchors.set(syntax.anchor, { syntax, node, size: building.count - before })
  return node
}

function buildContent(syntax: Exclude<SyntaxNode, { kind: 'alias' }>, building: Building): Node {
  building.count += 1
  switch (syntax.kind) {
    case 'scalar':
      return resolveScalar(syntax)
    case 'list':
      return buildList(syntax, building)
    case 'map':
      return buildMap(syntax, building)
  }
}

function buildList(syntax: ListSyntax, building: Building): Node {
  return { kind: 'list', items: syntax.items.map((item) => build(item, building)), at: syntax.at }
}

function expand(name: string, at: Place, building: Building): Node {
  const { node, size } = anchored(name, at, building)
  if (node === undefined) throw unknownAlias(name, at, `the anchor "${name}" contains itself`)
  building.count += size
  if (building.count <= bounds.nodes) return node
  const message = `aliases expand to more than ${bounds.nodes} values`
  throw new YamlFault(at, message, 'Use fewer aliases.', 'aliases-too-large')
}
