import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { count, listed } from './words.ts'

export interface Headline {
  /** The answer. */
  readonly title: string
  readonly lead: string
}

/** The page's first sentence, and how the other stacks are. `needing`: names that need a person. */
export function headline(
  stacks: readonly StackView[],
  needing: ReadonlySet<string>,
  held: boolean,
): Headline {
  const rest = stacks.filter(({ name }) => !needing.has(name))
  return { title: titleOf(stacks, rest, needing.size, held), lead: leadOf(rest) }
}

function titleOf(
  stacks: readonly StackView[],
  rest: readonly StackView[],
  needing: number,
  held: boolean,
): string {
  if (needing > 0) return `${count(needing, 'stack')} ${needing === 1 ? 'needs' : 'need'} you`
  if (held) return 'Everything is held'
  if (stacks.length === 0) return 'No stack yet'
  const deploying = rest.filter(({ deploying }) => deploying).length
  if (deploying > 0) return `${count(deploying, 'stack')} ${isAre(deploying)} being deployed`
  return rest.every(isWell) ? 'All is as Git says' : 'Nothing needs you'
}

function leadOf(rest: readonly StackView[]): string {
  const groups = new Map<string, number>()
  for (const stack of rest) groups.set(groupOf(stack), (groups.get(groupOf(stack)) ?? 0) + 1)
  const parts = LEAD_ORDER.flatMap((group) => {
    const number = groups.get(group) ?? 0
    return number === 0 ? [] : [group === 'well' ? wellPart(number) : `${number} ${words(group, number)}`]
  })
  return parts.length === 0 ? '' : `${listed(parts)}.`
}

type Group = 'well' | 'deploying' | 'waiting' | 'progressing' | 'disabled' | 'unknown' | 'not-in-git'

const LEAD_ORDER: readonly Group[] = [
  'well',
  'deploying',
  'waiting',
  'progressing',
  'unknown',
  'disabled',
  'not-in-git',
]

function groupOf(stack: StackView): Group {
  switch (syncWord(stack)) {
    case 'applying':
      return 'deploying'
    case 'disabled':
      return 'disabled'
    case 'not-in-git':
      return 'not-in-git'
    case 'unknown':
      return 'unknown'
    case 'synced':
      if (stack.health === 'progressing') return 'progressing'
      return stack.health === 'unknown' ? 'unknown' : 'well'
    case 'out-of-sync':
    case 'drifted':
    case 'held':
    case 'failed':
      return 'waiting'
  }
}

function isWell(stack: StackView): boolean {
  return groupOf(stack) === 'well' || groupOf(stack) === 'disabled'
}

function wellPart(number: number): string {
  return number === 1
    ? '1 runs what Git says and is healthy'
    : `${number} run what Git says and are healthy`
}

function words(group: Exclude<Group, 'well'>, number: number): string {
  switch (group) {
    case 'deploying':
      return `${isAre(number)} being deployed`
    case 'waiting':
      return `${number === 1 ? 'waits' : 'wait'} for a deployment`
    case 'progressing':
      return `${isAre(number)} starting`
    case 'disabled':
      return `${isAre(number)} disabled`
    case 'unknown':
      return `can’t be read right now`
    case 'not-in-git':
      return `${isAre(number)} not in Git`
  }
}

function isAre(number: number): string {
  return number === 1 ? 'is' : 'are'
}
