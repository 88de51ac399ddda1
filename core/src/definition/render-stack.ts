import { hasErrors, type Problem } from '../problem.ts'
import type { MapNode } from '../compose/yaml/node.ts'
import { resolveOptions } from './options/resolve-options.ts'
import { readDefinition } from './read-definition.ts'
import { renderDefinition } from './render/render-definition.ts'
import { type Digest, renderedFile } from './state/rendered-file.ts'

export interface DefinitionSource {
  readonly name: string
  /** Where its file is, as shown in problems. */
  readonly path: string
  readonly bytes: Uint8Array
}

export interface RenderedStack {
  /** The Compose file with the places of the template; absent, as `text`, when a problem is an error. */
  readonly root?: MapNode
  readonly text?: string
  /** Those of options have the path `options.<name>` and no place. */
  readonly problems: readonly Problem[]
}

/** The Compose file that a definition and options give. */
export function renderStack(
  { name, path, bytes }: DefinitionSource,
  options: Readonly<Record<string, unknown>>,
  digest: Digest,
): RenderedStack {
  const { definition, problems } = readDefinition(path, bytes)
  if (definition === undefined) return { problems }
  const resolved = resolveOptions(definition.options, options)
  if (hasErrors(resolved.problems)) return { problems: resolved.problems }
  const rendered = renderDefinition(definition, resolved.values)
  if (rendered.root === undefined) return { problems: rendered.problems }
  const { root } = rendered
  return {
    root,
    text: renderedFile({ name, digest: digest(bytes) }, root, digest),
    problems: rendered.problems,
  }
}
