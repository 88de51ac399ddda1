import type { StackPolicy } from '@kesako/core'

/** The policy, by which registries are asked for every image where a person wants that (`resolve`). */
export function askingAgain(policy: StackPolicy, resolve: boolean | undefined): StackPolicy {
  return resolve === true ? { ...policy, resolveImage: 'always' } : policy
}
