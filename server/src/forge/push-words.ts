import { formatProblem, type Problem } from '@kesako/core'
import type { RevisionState, StackAtRevision } from '@kesako/repository'

/** Lines of problems that a terminal gets; the rest is counted. */
const MAX_LINES = 50

/** One line for each problem, errors first: `file:line:column: error: message remedy`. */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const lines = [...errors, ...warnings].map((problem) => formatProblem(problem))
  if (lines.length <= MAX_LINES) return lines
  return [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more problems.`]
}

/** What an accepted push will do, in a line: which stacks are deployed, which removed. */
export function announcement(
  before: readonly StackAtRevision[],
  changed: readonly StackAtRevision[],
  after: RevisionState,
  url: string,
): string {
  const ran = new Set(before.filter(({ enabled }) => enabled).map(({ name }) => name))
  const stays = new Set(after.stacks.filter(({ enabled }) => enabled).map(({ name }) => name))
  const deployed = changed.filter(({ name }) => stays.has(name)).map(({ name }) => name)
  const removed = [...ran].filter((name) => !stays.has(name))
  const words = [
    ...(deployed.length === 0 ? [] : [`deploys ${nameList(deployed)}`]),
    ...(removed.length === 0 ? [] : [`removes ${nameList(removed)}`]),
  ]
  if (words.length === 0) return 'kesako: no stack changes.'
  return `kesako: ${words.join(', ')}; follow at ${url}`
}

/** What holds everything after a push, although the push is taken. */
export function holdWarning(
  after: RevisionState,
  identity: string | undefined,
): string | undefined {
  if (after.emptyTree) {
    return 'kesako: warning: this revision has no files; what runs is held as it is.'
  }
  if (identity === undefined || after.roots.includes(identity)) return undefined
  return 'kesako: warning: this history does not descend from the one that was deployed; what runs is held as it is.'
}

function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length <= 10 ? shown : `${shown} and ${names.length - 10} more`
}
