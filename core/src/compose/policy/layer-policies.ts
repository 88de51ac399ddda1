import type { StackPolicy } from '../../desired-state.ts'
import type { IgnoredField } from '../../ignored-field.ts'
import type { PolicyPart } from './policy-part.ts'

/**
 * Puts what a part says above a policy. Lists replace those of the same scope: what settings say about the stack
 * replaces what `x-kesako` says about it, and leaves what a service says about itself.
 */
export function layerPolicy(policy: StackPolicy, part: PolicyPart): StackPolicy {
  return {
    ...policy,
    ...part.values,
    ignore: part.ignore === undefined ? policy.ignore : replaceIgnored(policy.ignore, part),
    waves: part.waves.size === 0 ? policy.waves : new Map([...policy.waves, ...part.waves]),
    serviceDependsOn:
      part.service === undefined || part.needs === undefined
        ? policy.serviceDependsOn
        : new Map([...policy.serviceDependsOn, [part.service, part.needs]]),
  }
}

function replaceIgnored(
  before: readonly IgnoredField[],
  { service, ignore = [] }: PolicyPart,
): readonly IgnoredField[] {
  const others = before.filter((ignored) => ignored.service !== service)
  const added = ignore.map((field) => (service === undefined ? { field } : { service, field }))
  return [...others, ...added]
}

/** What two files say about the same service, as the docker CLI merges extensions: lists grow, other keys replace. */
export function mergeParts(base: PolicyPart, over: PolicyPart): PolicyPart {
  const ignore = union(base.ignore, over.ignore)
  const needs = union(base.needs, over.needs)
  return {
    ...base,
    values: { ...base.values, ...over.values },
    ...(ignore !== undefined && { ignore }),
    waves: new Map([...base.waves, ...over.waves]),
    ...(needs !== undefined && { needs }),
    mentions: [...base.mentions, ...over.mentions],
  }
}

function union<Item>(
  base: readonly Item[] | undefined,
  over: readonly Item[] | undefined,
): readonly Item[] | undefined {
  return base === undefined || over === undefined
    ? (over ?? base)
    : [...new Set([...base, ...over])]
}
