import type { Problem } from '../problem.ts'
import { isAllowed } from './is-allowed.ts'
import type { ManifestPolicy } from './manifest-policy.ts'
import { matchesName } from './name-pattern.ts'
import { privilegeKey, type Privilege } from './privilege.ts'
import { privilegeProblem } from './privilege-problem.ts'

export interface PrivilegeChange {
  readonly stack: string
  /** What the stack reached before; what is there unchanged is not judged again. */
  readonly before: readonly Privilege[]
  readonly after: readonly Privilege[]
}

export interface PrivilegeRules {
  readonly policy: ManifestPolicy
  /** All stacks that a name on the swarm may belong to. */
  readonly stacks: readonly string[]
  /** Whether a stack is one of the person's own. */
  readonly isOwn: (stack: string) => boolean
}

/** Problems of what a change newly brings into a stack and nothing allows; none for what was there before. */
export function judgePrivileges(
  change: PrivilegeChange,
  rules: PrivilegeRules,
): readonly Problem[] {
  const known = new Set(change.before.map(privilegeKey))
  const { policy } = rules
  const allowances = [
    policy.allow,
    ...[...policy.stacks].flatMap(([pattern, allowance]) =>
      matchesName(pattern, change.stack) ? [allowance] : [],
    ),
  ]
  return change.after
    .filter((privilege) => !known.has(privilegeKey(privilege)))
    .filter(({ reach }) => !isHome(reach, change.stack, rules))
    .filter(({ reach }) => !allowances.some((allowance) => isAllowed(reach, allowance)))
    .map((privilege) => privilegeProblem(change.stack, privilege))
}

/** True for an object of the stack itself, or of another of the person's own. */
function isHome(reach: Privilege['reach'], stack: string, rules: PrivilegeRules): boolean {
  if (reach.kind !== 'object') return false
  const owner = ownerOf(reach.name, [...rules.stacks, stack])
  return owner !== undefined && (owner === stack || rules.isOwn(owner))
}

/**
 * The stack that a name on the swarm belongs to: the longest whose name and `_` it begins with. Only
 * the name counts, since a file may claim anything.
 */
function ownerOf(name: string, stacks: readonly string[]): string | undefined {
  return stacks
    .filter((stack) => name.startsWith(`${stack}_`))
    .reduce<string | undefined>(
      (longest, stack) => (stack.length > (longest ?? '').length ? stack : longest),
      undefined,
    )
}
