import { POLICY_KEY } from '../../compose/schema/policy-schema.ts'
import { child, type Entry, type MapNode, type Node } from '../../compose/yaml/node.ts'
import type { OptionValue } from '../options/option.ts'

/** Keys of `x-kesako` that only a stack definition has. */
export const DIRECTIVES = ['when', 'repeat', 'as'] as const

/** What `x-kesako` says about whether and how often something is rendered. */
export interface Directives {
  /** Rendered only when all of these hold. */
  readonly when: readonly Condition[]
  readonly repeat?: { readonly option: string; readonly as?: string }
}

export interface Condition {
  readonly option: string
  /** The value that the option must have; without one, any that is not empty, zero or false. */
  readonly is?: Node
}

/** The directives of a mapping; `faults` are what they can't say, each at its node. */
export interface DirectivesRead {
  readonly directives: Directives
  readonly faults: readonly {
    readonly node: Node
    readonly message: string
    readonly remedy: string
  }[]
}

export function readDirectives(node: MapNode): DirectivesRead {
  const policy = child(node, POLICY_KEY)
  const faults: { node: Node; message: string; remedy: string }[] = []
  const when = readWhen(child(policy, 'when'), faults)
  const [repeat, as] = (['repeat', 'as'] as const).map((key) => {
    const value = child(policy, key)
    if (value === undefined || value.kind === 'string') return value
    faults.push({ node: value, message: `"${key}" takes a name`, remedy: `Write ${key}: NAME.` })
    return undefined
  })
  if (as !== undefined && repeat === undefined) {
    faults.push({ node: as, message: '"as" needs "repeat"', remedy: 'Add repeat, or remove as.' })
  }
  if (repeat === undefined) return { directives: { when }, faults }
  return {
    directives: {
      when,
      repeat: { option: repeat.value, ...(as !== undefined && { as: as.value }) },
    },
    faults,
  }
}

function readWhen(
  node: Node | undefined,
  faults: { node: Node; message: string; remedy: string }[],
): readonly Condition[] {
  if (node === undefined) return []
  if (node.kind === 'string') return [{ option: node.value }]
  const values = node.kind === 'map' ? [...node.entries] : []
  if (values.length > 0 && values.every(([, { value }]) => isScalar(value))) {
    return values.map(([option, { value }]) => ({ option, is: value }))
  }
  faults.push({
    node,
    message: '"when" takes the name of an option, or options with the value that each must have',
    remedy: 'Write when: NAME, or when: { NAME: value }.',
  })
  return []
}

function isScalar({ kind }: Node): boolean {
  return kind === 'string' || kind === 'bool' || kind === 'int' || kind === 'float'
}

/** Whether a condition holds for the value of its option. */
export function holds({ is }: Condition, value: OptionValue | undefined): boolean {
  if (is === undefined) {
    return typeof value === 'object' ? value.length > 0 : value !== undefined && Boolean(value)
  }
  if (is.kind === 'int') return value === Number(is.value)
  return 'value' in is && value === is.value
}

/** The mapping without its directives, and without an `x-kesako` that said nothing else. */
export function withoutDirectives(node: MapNode): MapNode {
  const policy = node.entries.get(POLICY_KEY)
  if (policy?.value.kind !== 'map') return node
  const kept = new Map<string, Entry>()
  for (const [key, entry] of policy.value.entries) {
    if (!DIRECTIVES.some((directive) => directive === key)) kept.set(key, entry)
  }
  if (kept.size === policy.value.entries.size) return node
  const entries = new Map(node.entries)
  if (kept.size === 0) entries.delete(POLICY_KEY)
  else entries.set(POLICY_KEY, { at: policy.at, value: { ...policy.value, entries: kept } })
  return { ...node, entries }
}
