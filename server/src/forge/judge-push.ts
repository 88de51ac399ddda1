import { hasErrors } from '@kesako/core'
import type { StackAtRevision, StacksRepository } from '@kesako/repository'
import type { HookMessage, HookVerdict, RefUpdate } from './hook-channel.ts'
import { announcement, holdWarning, problemLines } from './push-words.ts'

export interface JudgeParts {
  readonly repository: StacksRepository
  /** The repository with the objects of a push that is not accepted yet. */
  readonly quarantine: (environment: Readonly<Record<string, string>>) => StacksRepository
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
  { repository, url }: JudgeParts,
  quarantined: StacksRepository,
  { before }: RefUpdate,
  after: string,
): Promise<HookVerdict> {
  const old = before === undefined ? undefined : await repository.load(before)
  const state = await quarantined.load(after)
  // A push may also break a stack that it doesn't touch: one that depends on what it removes.
  const mark = ({ inputsDigest, problems }: StackAtRevision): string =>
    `${inputsDigest} ${hasErrors(problems)}`
  const marks = new Map(old?.stacks.map((stack) => [stack.name, mark(stack)]))
  const changed = state.stacks.filter((stack) => marks.get(stack.name) !== mark(stack))
  const problems = changed.flatMap((stack) => stack.problems)
  const lines = problemLines([...state.problems, ...problems])
  if (hasErrors(state.problems)) return refused(...lines, 'kesako: nothing was taken.')
  const broken = changed.filter((stack) => hasErrors(stack.problems)).map(({ name }) => name)
  if (broken.length > 0 && old?.policy.acceptBroken !== true) {
    return refused(...lines, `kesako: nothing was taken; broken: ${broken.join(', ')}.`)
  }
  const hold = holdWarning(state, await repository.identity())
  const words = hold ?? announcement(old?.stacks ?? [], changed, state, url)
  return { accepted: true, lines: [...lines, words] }
}

/** Git would carry out both, one after the other, and only one would be looked at. */
function repeatedRef(updates: readonly RefUpdate[]): string | undefined {
  const seen = new Set<string>()
  return updates.find(({ ref }) => seen.size === seen.add(ref).size)?.ref
}

function refused(...lines: readonly string[]): HookVerdict {
  return { accepted: false, lines }
}
