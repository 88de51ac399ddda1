import { byteOrder } from '../byte-order.ts'

/** Capabilities in the engine's spelling: sorted, ALL alone, and what is added isn't dropped. RESET means something in updates only. */
export function convertCapabilities(
  add: readonly string[],
  drop: readonly string[],
): { readonly add: readonly string[]; readonly drop: readonly string[] } {
  const added = normalize(add)
  const dropped = normalize(drop)
  return {
    add: [...added].toSorted(byteOrder),
    drop: [...dropped].filter((name) => !added.has(name)).toSorted(byteOrder),
  }
}

function normalize(names: readonly string[]): ReadonlySet<string> {
  const normalized = new Set(names.map(spell).filter((name) => name !== 'RESET'))
  return normalized.has('ALL') ? new Set(['ALL']) : normalized
}

function spell(name: string): string {
  const upper = name.trim().toUpperCase()
  return upper === 'ALL' || upper === 'RESET' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`
}
