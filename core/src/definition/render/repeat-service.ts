import { reportError } from '../../compose/report.ts'
import type { Node } from '../../compose/yaml/node.ts'
import type { OptionValue, ScalarValue } from '../options/option.ts'
import { readDirectives } from './directives.ts'
import { below, type Rendering, spotOf, withOption } from './rendering.ts'

/** Services that one `repeat` makes at most. */
export const MOST_COPIES = 100

export interface Copy {
  readonly name: string
  readonly rendering: Rendering
}

const NAME_PART = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/

/** The service itself, or what `repeat` makes of it: `worker-1`, `worker-2` for a number, `worker-<item>` for a list. */
export function repeatService(name: string, node: Node, rendering: Rendering): readonly Copy[] {
  if (node.kind !== 'map') return [{ name, rendering }]
  const { repeat } = readDirectives(node).directives
  if (repeat === undefined) return [{ name, rendering }]
  const { option, as } = repeat
  const count = rendering.values.get(option)
  if (typeof count === 'number' && count > MOST_COPIES) {
    reportError(rendering.report, {
      ...spotOf(node, below(rendering, name)),
      code: 'option-invalid',
      message: `the option ${option} must be at most ${MOST_COPIES}, for it repeats a service`,
      remedy: 'Use deploy.replicas for many equal tasks.',
    })
    return []
  }
  return copiesOf(rendering.values.get(option)).flatMap((item) => {
    const part = String(item)
    if (!NAME_PART.test(part)) {
      reportError(rendering.report, {
        ...spotOf(node, below(rendering, name)),
        code: 'option-invalid',
        message: `an item of the option ${option} can't be a part of the name of a service`,
        remedy: 'Write letters, digits, dots, dashes and underscores only.',
      })
      return []
    }
    const own = as === undefined ? rendering : withOption(rendering, as, item)
    return [{ name: `${name}-${part}`, rendering: own }]
  })
}

/** Names of the copies, for what names the service elsewhere. */
export function copyNames(name: string, value: OptionValue | undefined): readonly string[] {
  return copiesOf(value).map((item) => `${name}-${String(item)}`)
}

function copiesOf(value: OptionValue | undefined): readonly ScalarValue[] {
  if (typeof value === 'number') {
    const count = Math.max(0, Math.min(value, MOST_COPIES))
    return Array.from({ length: count }, (_, index) => index + 1)
  }
  return typeof value === 'object' ? [...new Set(value)] : []
}
