import { hasErrors } from '@kesako/core'
import type { StackAtRevision, StacksRepository } from '@kesako/repository'
import type { Caller } from '../access/caller.ts'
import { judgeChange } from '../access/judge-change.ts'
import type { HookMessage, HookVerdict, RefUpdate } from './hook-channel.ts'
import { announcement, holdWarning, problemLines } from './push-words.ts'

export interface JudgeParts {
  readonly repository: StacksRepository
  /** The repository with the objects of a push that is not accepted yet. */
  readonly quarantine: (environment: Readonly<Record<string, string>>) => StacksRepository
  readonly caller: Caller
  /** Where the pusher can follow what happens. */
  readonly url: string
}

/** Where Kesako records; clients read it and never write it. */
const OWN_REFS = 'refs/kesako/'

/**
 * Whether a push is taken, and what its terminal shows. Only what it changes on the branch is
 * looked at; other branches and tags are taken as they are.
 */
export async function judgePush(parts: JudgeParts, message: HookMessage): Promise<HookVerdict> {
  const { repository } = parts
  const own = message.updates.find(({ ref }) => ref.startsWith(OWN_REFS))
  if (own !== undefined) return refused(`kesako: ${own.ref} is written by Kesako only.`)
  const strange = message.updates.find(({ ref }) => !/^refs\/(?:heads|tags|notes)\//.test(ref))
  if (strange !== undefined && parts.caller.role !== 'admin') {
    return refused(`kesako: ${strange.ref} is neither a branch nor a tag; ask an admin to push it.`)
  }
  const twice = repeatedRef(message.updates)
  if (twice !== undefined) return refused(`kesako: ${twice} is named twice in one push.`)
  const update = message.updates.find(({ ref }) => ref === `refs/heads/${repository.branch}`)
  if (update === undefined) return { accepted: true, lines: [] }
  if (update.after === undefined) {
    return refused(
      `kesako: ${repository.branch} says what runs, so it is not deleted.`,
      'kesako: to remove stacks, delete their files.',
    )
  }
  const quarantined = parts.quarantine(message.environment)
  try {
    return await judgeBranch(parts, quarantined, update, update.after)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refused(`kesako: the push could not be checked: ${reason}`)
  } finally {
    await quarantined.close()
  }
}

async function judgeBranch(
  { repository, caller, url }: JudgeParts,
  quarantined: StacksRepository,
  { before }: RefUpdate,
  after: string,
): Promise<HookVerdict> {
  const old = before === undefined ? undefined : await repository.load(before)
  const state = await quarantined.load(after)
  const rewritten = await rewrites(caller, quarantined, before, after)
  if (rewritten !== undefined) return rewritten
  // A push may also break a stack that it doesn't touch: one that depends on what it removes.
  const mark = ({ inputsDigest, problems }: StackAtRevision): string =>
    `${inputsDigest} ${hasErrors(problems)}`
  const marks = new Map(old?.stacks.map((stack) => [stack.name, mark(stack)]))
  const changed = state.stacks.filter((stack) => marks.get(stack.name) !== mark(stack))
  const problems = changed.flatMap((stack) => stack.problems)
  const paths = caller.role === 'admin' ? [] : await quarantined.difference(before, after)
  const forbidden = judgeChange(caller, { before: old, after: state, paths })
  const lines = problemLines([...forbidden, ...state.problems, ...problems])
  if (forbidden.length > 0) {
    return refused(...lines, `kesako: nothing was taken; ${caller.name} may not do this.`)
  }
  if (hasErrors(state.problems)) return refused(...lines, 'kesako: nothing was taken.')
  const broken = changed.filter((stack) => hasErrors(stack.problems)).map(({ name }) => name)
  if (broken.length > 0 && old?.policy.acceptBroken !== true) {
    return refused(...lines, `kesako: nothing was taken; broken: ${broken.join(', ')}.`)
  }
  const hold = holdWarning(state, await repository.identity())
  const words = hold ?? announcement(old?.stacks ?? [], changed, state, url)
  return { accepted: true, lines: [...lines, words] }
}

/** History says who did what, so that it is an admin's to rewrite. */
async function rewrites(
  { name, role }: Caller,
  quarantined: StacksRepository,
  before: string | undefined,
  after: string,
): Promise<HookVerdict | undefined> {
  if (role === 'admin' || before === undefined) return undefined
  if (await quarantined.contains(after, before)) return undefined
  return refused(
    `kesako: this push takes commits out of ${quarantined.branch}; ${name} may only add some.`,
    'kesako: fetch, put your commits on top (git rebase), and push without --force.',
  )
}

/** Git would carry out both, one after the other, and only one would be looked at. */
function repeatedRef(updates: readonly RefUpdate[]): string | undefined {
  const seen = new Set<string>()
  return updates.find(({ ref }) => seen.size === seen.add(ref).size)?.ref
}

function refused(...lines: readonly string[]): HookVerdict {
  return { accepted: false, lines }
}
