import { bounds } from '../../compose/yaml/bounds.ts'
import type { Entry, ListNode, MapNode, Node } from '../../compose/yaml/node.ts'
import { holds, readDirectives, withoutDirectives } from './directives.ts'
import { type Filled, fillText } from './fill-text.ts'
import { below, type Rendering } from './rendering.ts'
import { repeatService } from './repeat-service.ts'

/** Puts options into everything below a node; what its `when` leaves out is not there. */
export function renderNode(node: Node, rendering: Rendering): Filled {
  rendering.spent.nodes += 1
  if (isFull(rendering)) return { kind: 'nothing' }
  switch (node.kind) {
    case 'map': {
      if (rendering.path.length === 0) return { kind: 'node', node: renderMap(node, rendering) }
      const { when } = readDirectives(node).directives
      const isThere = when.every((one) => holds(one, rendering.values.get(one.option)))
      if (!isThere) return { kind: 'nothing' }
      return { kind: 'node', node: renderMap(withoutDirectives(node), rendering) }
    }
    case 'list':
      return { kind: 'node', node: renderList(node, rendering) }
    case 'string':
      return fillText(node, rendering)
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
    case 'time':
      return { kind: 'node', node }
  }
}

/** Rendering stops at the bounds of a Compose file; the caller reports it. */
export function isFull({ spent }: Rendering): boolean {
  return spent.nodes > bounds.nodes || spent.characters > bounds.bytes
}

function renderMap(node: MapNode, rendering: Rendering): MapNode {
  const entries = new Map<string, Entry>()
  const isServices = rendering.path.length === 1 && rendering.path[0] === 'services'
  for (const [key, { at, value }] of node.entries) {
    for (const copy of isServices
      ? repeatService(key, value, rendering)
      : [{ name: key, rendering }]) {
      const filled = renderNode(value, below(copy.rendering, key))
      if (filled.kind === 'node') entries.set(copy.name, { at, value: filled.node })
    }
  }
  return { ...node, entries }
}

function renderList(node: ListNode, rendering: Rendering): ListNode {
  const items = node.items.flatMap((item, index) => {
    const filled = renderNode(item, below(rendering, index))
    switch (filled.kind) {
      case 'node':
        return [filled.node]
      case 'items':
        return filled.items
      case 'nothing':
        return []
    }
  })
  return { ...node, items }
}
