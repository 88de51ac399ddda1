import type { Lookup } from '../revision/tree-listing.ts'

/** An input: the content that a path has in a revision, or why it has none. */
export interface Input {
  readonly path: string
  readonly found: Lookup
}

export type Digest = (bytes: Uint8Array | string) => string

/** Covers what the specs of a stack come from: all inputs and the variables that they name, with their values. */
export function digestInputs(
  digest: Digest,
  inputs: readonly Input[],
  variables: ReadonlyMap<string, string | undefined>,
): string {
  const files = contents(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const values = [...variables]
    .map(([name, value]) => [name, value ?? null] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return digest(JSON.stringify({ files, values }))
}

/** The same text for the same contents of the same paths in the same order. */
export function inputsKey(inputs: readonly Input[]): string {
  return JSON.stringify(contents(inputs))
}

function contents(inputs: readonly Input[]): (readonly [path: string, content: string])[] {
  return inputs.map(({ path, found }) => [path, contentOf(found)])
}

function contentOf(found: Lookup): string {
  if (found.kind === 'file') return found.entry.id
  return found.kind === 'too-large' ? `${found.kind} ${found.sizeBytes}` : found.kind
}
