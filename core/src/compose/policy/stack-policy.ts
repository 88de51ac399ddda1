import type { StackPolicy } from '../../desired-state.ts'
import { namedOf, valueOf } from '../model/fields.ts'
import { type Report, reportWarning, type Spot } from '../report.ts'
import type { composeSchema } from '../schema/compose-schema.ts'
import { POLICY_KEY } from '../schema/policy-schema.ts'
import type { Valid } from '../schema/valid.ts'
import { checkMentions } from './check-mentions.ts'
import { checkWaves } from './check-waves.ts'
import { layerPolicy, mergeParts } from './layer-policies.ts'
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
 * ones win, and where these name other stacks. Reports what no deployment could satisfy.
 */
export function stackPolicy(
  roots: readonly ComposeRoot[],
  { stack, defaults, settings }: Sources,
  report: Report,
): { readonly policy: StackPolicy; readonly needs: ReadonlyMap<string, Spot> } {
  const parts = [
    ...stackParts(roots, report),
    ...serviceParts(roots).values(),
    ...(settings === undefined ? [] : [settings]),
  ]
  const services = new Set(
    roots.flatMap((root) => namedOf(valueOf(root, 'services')).map(({ name }) => name)),
  )
  checkMentions(parts, stack, services, report)
  const policy = parts.reduce(layerPolicy, defaults)
  checkWaves(parts, policy, report)
  return { policy, needs: new Map(policy.dependsOn.flatMap((name) => spotOf(name, parts))) }
}

/** Where the part that counts names another stack. */
function spotOf(name: string, parts: readonly PolicyPart[]): readonly (readonly [string, Spot])[] {
  const mentions = parts.flatMap((part) => part.mentions)
  const mention = mentions.findLast((one) => one.of === 'stack' && one.name === name)
  return mention === undefined ? [] : [[name, { place: mention.place, path: mention.path }]]
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
    return [readStackPart(node, POLICY_KEY)]
  })
}

function serviceParts(roots: readonly ComposeRoot[]): ReadonlyMap<string, PolicyPart> {
  const parts = new Map<string, PolicyPart>()
  for (const { name, value } of roots.flatMap((root) => namedOf(valueOf(root, 'services')))) {
    const node = valueOf(value, POLICY_KEY)
    if (node === undefined) continue
    const path = `services.${name}.${POLICY_KEY}`
    const part = readServicePart(name, node, path)
    const before = parts.get(name)
    parts.set(name, before === undefined ? part : mergeParts(before, part))
  }
  return parts
}
