import { nothingSpent } from '../yaml/bounds.ts'
import { parseDocument } from '../yaml/parse/parse-document.ts'
import type { MapSyntax, Pair, SyntaxNode } from '../yaml/parse/syntax-node.ts'
import { YamlFault } from '../yaml/yaml-fault.ts'
import { type SourceText, sourceText } from './source-text.ts'

/** A service that is written out in the text of a Compose file. */
export interface FoundService {
  readonly source: SourceText
  readonly key: SyntaxNode
  readonly body: MapSyntax
}

/** Undefined where it isn't there, or comes from an alias or a merge key. */
export function findService(text: string, service: string): FoundService | undefined {
  try {
    const root = parseDocument('', text, nothingSpent())
    const services = root.kind === 'map' ? pairOf(root, 'services')?.value : undefined
    const pair = services?.kind === 'map' ? pairOf(services, service) : undefined
    if (pair?.value.kind !== 'map') return undefined
    return { source: sourceText(text), key: pair.key, body: pair.value }
  } catch (error) {
    if (error instanceof YamlFault) return undefined
    throw error
  }
}

export function pairOf(map: MapSyntax, name: string): Pair | undefined {
  return map.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)
}
