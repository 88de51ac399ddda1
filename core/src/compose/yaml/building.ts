import type { Place } from '../../problem.ts'
import type { Node } from './node.ts'
import type { SyntaxNode } from './parse/syntax-node.ts'
import { YamlFault } from './yaml-fault.ts'

/** What is known while a document's nodes are built. */
export interface Building {
  /** Builds a node of whatever kind: a mapping and what is in it need one another. */
  readonly build: (syntax: SyntaxNode, building: Building) => Node
  /** Anchors so far; `node` is undefined while the anchored node is still being built. */
  readonly anchors: Map<string, Anchored>
  /** Nodes so far, aliases expanded. */
  count: number
}

export interface Anchored {
  readonly syntax: SyntaxNode
  readonly node: Node | undefined
  readonly size: number
}

/** What an alias names, as it is written. */
export function aliased(name: string, at: Place, building: Building): SyntaxNode {
  return anchored(name, at, building).syntax
}

export function anchored(name: string, at: Place, building: Building): Anchored {
  const found = building.anchors.get(name)
  if (found === undefined)
    throw unknownAlias(name, at, `no anchor "${name}" stands before this alias`)
  return found
}

export function unknownAlias(name: string, at: Place, message: string): YamlFault {
  const remedy = `Define it with &${name} above, outside of itself.`
  return new YamlFault(at, message, remedy, 'alias-unknown')
}
