import { judgePrivileges, STRICT_MANIFEST_POLICY, type Problem } from '@kesako/core'
import type { PathChange, RevisionState } from '@kesako/repository'
import { isOwnStack, isRestricted, ownStacksText, type Caller } from './caller.ts'
import { pathOwner, pathUsers } from './path-owner.ts'

/** A change of the branch, by push or by API. */
export interface BranchChange {
  /** Undefined where there was no branch. */
  readonly before: RevisionState | undefined
  readonly after: RevisionState
  readonly paths: readonly PathChange[]
}

/**
 * What of a change its caller may not do, all of it errors: paths that aren't of their own stacks, and
 * privileges that the manifest policy of the old head doesn't allow. An admin may do everything.
 */
export function judgeChange(caller: Caller, change: BranchChange): readonly Problem[] {
  if (caller.role === 'admin') return []
  return [...judgePaths(caller, change), ...judgeManifests(caller, change)]
}

function judgePaths(caller: Caller, { before, after, paths }: BranchChange): readonly Problem[] {
  const usersBefore = pathUsers(before?.stacks ?? [])
  const usersAfter = pathUsers(after.stacks)
  return paths.flatMap((change) => {
    const { path } = change
    if (change.after === 'symlink' || change.after === 'submodule') {
      return pathProblem('path-kind', path, `is a ${change.after}`, 'Commit the file itself.')
    }
    const owner = pathOwner(change, usersBefore, usersAfter)
    switch (owner.kind) {
      case 'admin':
        return pathProblem('path-of-admin', path, 'is changed by admins only', ASK)
      case 'nobody':
        if (!isRestricted(caller)) return []
        return pathProblem('path-of-no-stack', path, `is of no stack that ${mine(caller)}`, ASK)
      case 'stacks': {
        const foreign = owner.stacks.filter((stack) => !isOwnStack(caller, stack))
        if (foreign.length === 0) return []
        const shown = foreign.slice(0, 5).join(', ')
        return pathProblem('stack-not-yours', path, `is of ${shown}; ${mine(caller)}`, ASK)
      }
    }
  })
}

const ASK = 'Ask an admin to make this change.'

function mine(caller: Caller): string {
  return `${caller.name} may change (${ownStacksText(caller)})`
}

function pathProblem(code: string, file: string, what: string, remedy: string): readonly Problem[] {
  const place = { file, line: 1, column: 1 }
  return [{ code, severity: 'error', message: `${file} ${what}.`, remedy, place }]
}

function judgeManifests(caller: Caller, { before, after }: BranchChange): readonly Problem[] {
  const known = new Map((before?.stacks ?? []).map((stack) => [stack.name, stack]))
  const rules = {
    policy: before?.policy.manifestPolicy ?? STRICT_MANIFEST_POLICY,
    stacks: [...new Set([...known.keys(), ...after.stacks.map(({ name }) => name)])],
    isOwn: (stack: string) => isOwnStack(caller, stack),
  }
  return after.stacks.flatMap((stack) => {
    const old = known.get(stack.name)
    if (old?.inputsDigest === stack.inputsDigest) return []
    if (stack.privileges === undefined) return brokenProblem(stack.name, before)
    const change = {
      stack: stack.name,
      before: old?.privileges ?? [],
      after: stack.privileges,
    }
    return judgePrivileges(change, rules)
  })
}

/** Where broken files are let in, those of a deployer aren't: a later change could bring to life what nobody judged. */
function brokenProblem(stack: string, before: RevisionState | undefined): readonly Problem[] {
  if (before?.policy.acceptBroken !== true) return []
  return [
    {
      code: 'manifest-not-judged',
      severity: 'error',
      message: `The stack ${stack} is broken, so that what it may reach can't be judged.`,
      remedy: 'Mend it first, or let an admin push it.',
    },
  ]
}
