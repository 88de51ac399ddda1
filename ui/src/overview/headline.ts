import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { count, listed } from './words.ts'

const DEPLOYING = 'being deployed'

export interface Headline {
  /** The answer. */
  readonly title: string
  readonly lead: string
}

/** What the first sentence depends on besides the stacks. */
export interface Surroundings {
  /** Names of stacks that need a person. */
  readonly needing: ReadonlySet<string>
  /** Code of why everything is held. */
  readonly held: string | undefined
  /** Whether the engine answers. */
  readonly engine: boolean
}

/** The page's first sentence, and how the stacks are that need nobody. */
export function headline(stacks: readonly StackView[], around: Surroundings): Headline {
  const rest = stacks.filter(({ name }) => !around.needing.has(name))
  const title = titleOf(stacks, rest, around)
  // What the title says already isn't said twice.
  const told = title.endsWith(DEPLOYING) ? rest.filter(({ deploying }) => !deploying) : rest
  return { title, lead: leadOf(told) }
}

function titleOf(
  stacks: readonly StackView[],
  rest: readonly StackView[],
  { needing, held, engine }: Surroundings,
): string {
  if (needing.size > 0) {
    return `${count(needing.size, 'stack')} ${needing.size === 1 ? 'needs' : 'need'} you`
  }
  if (!engine) return 'The Docker Engine doesn’t answer'
  if (isNew(stacks, held)) return 'No stack yet'
  if (held !== undefined) return 'Everything is held'
  const deploying = rest.filter(({ deploying }) => deploying).length
  if (deploying > 0) return `${count(deploying, 'stack')} ${isAre(deploying)} ${DEPLOYING}`
  return rest.every(isWell) ? 'All is as Git says' : 'Nothing needs you'
}

/** True while the repository has no stack and nothing else is wrong: the first push is what comes next. */
export function isNew(stacks: readonly StackView[], held: string | undefined): boolean {
  const expected = held === undefined || held === 'no-branch'
  return expected && !stacks.some(({ managed }) => managed)
}

function leadOf(rest: readonly StackView[]): string {
  const groups = new Map<string, number>()
  for (const stack of rest) groups.set(groupOf(stack), (groups.get(groupOf(stack)) ?? 0) + 1)
  const parts = LEAD_ORDER.flatMap((group) => {
    const number = groups.get(group) ?? 0
    return number === 0
      ? []
      : [group === 'well' ? wellPart(number) : `${number} ${words(group, number)}`]
  })
  return parts.length === 0 ? '' : `${listed(parts)}.`
}

type Group =
  | 'well'
  | 'deploying'
  | 'waiting'
  | 'progressing'
  | 'disabled'
  | 'unknown'
  | 'not-in-git'

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
      return `${isAre(number)} ${DEPLOYING}`
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
