import type { CST } from 'yaml'

/** What a Compose file may be at most. Far above real files; refused before anything is built. */
export const bounds = {
  bytes: 1 << 20,
  lines: 100_000,
  nodes: 100_000,
  depth: 64,
} as const

/** What is too much about a token tree, found without recursion. */
export function exceeded(root: CST.Token): 'nodes' | 'depth' | undefined {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }]
  let nodes = 0
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    nodes += 1
    if (top.depth > bounds.depth) return 'depth'
    if (nodes > bounds.nodes) return 'nodes'
    for (const token of inside(top.token)) stack.push({ token, depth: top.depth + 1 })
  }
  return undefined
}

function inside(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!('items' in token)) return []
  const found: CST.Token[] = []
  for (const item of token.items) {
    if (item.key) found.push(item.key)
    if (item.value) found.push(item.value)
  }
  return found
}
