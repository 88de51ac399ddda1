import type { StackPolicy } from '../../desired-state.ts'
import { namedOf, valueOf } from '../model/fields.ts'
import { type Report, reportWarning } from '../report.ts'
import type { composeSchema } from '../schema/compose-schema.ts'
import { POLICY_KEY } from '../schema/policy-schema.ts'
import type { Valid } from '../schema/valid.ts'
import { checkMentions } from './check-mentions.ts'
import { layerPolicy, mergeParts } from './layer-policies.ts'
import { refuseNotYet } from './not-yet.ts'
import type { PolicyPart } from './policy-part.ts'
import { readServicePart, readStackPart } from './read-policy-part.ts'

type ComposeRoot = Valid<typeof composeSchema>

interface Sources {
  readonly stack: string
  readonly defaults: StackPolicy
  /** What stack settings say; it wins. */
  readonly settings: PolicyPart | undefined
}

/**
 * The policy of a stack: the defaults, `x-kesako` of the first file, that of services, and the settings, where later
 * ones win. Reports what these name and the stack doesn't have.
 */
export function stackPolicy(
  roots: readonly ComposeRoot[],
  { stack, defaults, settings }: Sources,
  report: Report,
): StackPolicy {
  const parts = [
    ...stackParts(roots, report),
    ...serviceParts(roots, report).values(),
    ...(settings === undefined ? [] : [settings]),
  ]
  const services = new Set(
    roots.flatMap((root) => namedOf(valueOf(root, 'services')).map(({ name }) => name)),
  )
  checkMentions(parts, stack, services, report)
  return parts.reduce(layerPolicy, defaults)
}

/** Only the first file's top-level extensions count, as with the docker CLI. */
function stackParts(roots: readonly ComposeRoot[], report: Report): readonly PolicyPart[] {
  return roots.flatMap((root, index) => {
    const node = valueOf(root, POLICY_KEY)
    if (node === undefined) return []
    if (index > 0) {
      reportWarning(report, {
        code: 'ignored-key',
        message: `${POLICY_KEY} counts in the first file only`,
        remedy: 'Move it there.',
        place: (root.kind === 'map' ? root.entries.get(POLICY_KEY)?.at : undefined) ?? node.at,
        path: POLICY_KEY,
      })
      return []
    }
    if (node.kind === 'map') refuseNotYet(node, POLICY_KEY, report)
    return [readStackPart(node, POLICY_KEY)]
  })
}

function serviceParts(
  roots: readonly ComposeRoot[],
  report: Report,
): ReadonlyMap<string, PolicyPart> {
  const parts = new Map<string, PolicyPart>()
  for (const { name, value } of roots.flatMap((root) => namedOf(valueOf(root, 'services')))) {
    const node = valueOf(value, POLICY_KEY)
    if (node === undefined) continue
    const path = `services.${name}.${POLICY_KEY}`
    if (node.kind === 'map') refuseNotYet(node, path, report)
    const part = readServicePart(name, node, path)
    const before = parts.get(name)
    parts.set(name, before === undefined ? part : mergeParts(before, part))
  }
  return parts
}
