import type { Report } from '../../compose/report.ts'
import type { Node } from '../../compose/yaml/node.ts'
import type { OptionValue, OptionValues } from '../options/option.ts'

/** What is known while a definition is rendered. */
export interface Rendering {
  readonly values: OptionValues
  /** Names in `${…}` that are options, those of `as` included. */
  readonly isOption: (name: string) => boolean
  readonly report: Report
  readonly path: readonly (string | number)[]
  /** What was written so far, by which size is bounded. */
  readonly spent: { nodes: number; characters: number }
}

/** The same below a key or an index. */
export function below(rendering: Rendering, segment: string | number): Rendering {
  return { ...rendering, path: [...rendering.path, segment] }
}

/** The same with one more option. */
export function withOption(rendering: Rendering, name: string, value: OptionValue): Rendering {
  return {
    ...rendering,
    values: new Map([...rendering.values, [name, value]]),
    isOption: (other) => other === name || rendering.isOption(other),
  }
}

export function spotOf(
  node: Node,
  { path }: Rendering,
): { readonly place: Node['at']; readonly path: string } {
  return { place: node.at, path: path.join('.') }
}
