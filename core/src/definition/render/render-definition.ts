import { type Report, reportError } from '../../compose/report.ts'
import { child, type MapNode } from '../../compose/yaml/node.ts'
import { hasErrors, type Problem } from '../../problem.ts'
import type { OptionValues } from '../options/option.ts'
import type { StackDefinition } from '../read-definition.ts'
import { readDirectives } from './directives.ts'
import { renameServices } from './rename-services.ts'
import { isFull, renderNode } from './render-node.ts'
import type { Rendering } from './rendering.ts'
import { copyNames } from './repeat-service.ts'

export interface Rendered {
  /** The Compose file, with the places of the template; absent when a problem is an error. */
  readonly root?: MapNode
  readonly problems: readonly Problem[]
}

/**
 * Makes a Compose file of a definition. Values go into parsed scalars, so none can add structure;
 * variables that are no options stay for deploy time.
 */
export function renderDefinition(definition: StackDefinition, values: OptionValues): Rendered {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  const rendering: Rendering = {
    values,
    isOption: (name) => definition.options.has(name),
    report,
    path: [],
    spent: { nodes: 0, characters: 0 },
  }
  const filled = renderNode(definition.root, rendering)
  if (isFull(rendering)) {
    reportError(report, {
      code: 'rendered-too-large',
      message: 'with these options the file is larger than a Compose file may be',
      remedy: 'Give shorter values, or fewer items to what is repeated.',
      place: definition.root.at,
      path: '',
    })
  }
  if (hasErrors(problems) || filled.kind !== 'node' || filled.node.kind !== 'map') {
    return { problems }
  }
  return {
    root: renameServices(filled.node, renamedServices(definition, filled.node, values)),
    problems,
  }
}

function renamedServices(
  { root }: StackDefinition,
  rendered: MapNode,
  values: OptionValues,
): ReadonlyMap<string, readonly string[]> {
  const renamed = new Map<string, readonly string[]>()
  const services = child(root, 'services')
  const left = child(rendered, 'services')
  if (services?.kind !== 'map' || left?.kind !== 'map') return renamed
  for (const [name, { value }] of services.entries) {
    if (left.entries.has(name) || value.kind !== 'map') continue
    const { repeat } = readDirectives(value).directives
    const copies = repeat === undefined ? [] : copyNames(name, values.get(repeat.option))
    renamed.set(
      name,
      copies.filter((copy) => left.entries.has(copy)),
    )
  }
  return renamed
}
