import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { healthLooks, syncLooks, type StateLook } from '../states/vocabulary.ts'

/** A chip of the filter: all, or the stacks that show one word. */
export type FilterId =
  | 'all'
  | 'missing'
  | 'degraded'
  | 'failed'
  | 'drifted'
  | 'held'
  | 'out-of-sync'
  | 'applying'
  | 'not-in-git'

export interface FilterChip {
  readonly id: FilterId
  readonly label: string
  readonly look: StateLook | undefined
  readonly count: number
}

const chipOrder: readonly Exclude<FilterId, 'all'>[] = [
  'drifted',
  'out-of-sync',
  'held',
  'applying',
  'failed',
  'degraded',
  'missing',
  'not-in-git',
]

/** All, then a chip for each word that some stack shows; the chosen one stays even at zero. */
export function filterChips(stacks: readonly StackView[], chosen: FilterId): readonly FilterChip[] {
  const all: FilterChip = { id: 'all', label: 'All', look: undefined, count: stacks.length }
  const others = chipOrder
    .map((id): FilterChip => {
      const look = lookOf(id)
      return {
        id,
        label: look.word,
        look: id === 'not-in-git' ? undefined : look,
        count: stacks.filter((stack) => shows(stack, id)).length,
      }
    })
    .filter((chip) => chip.count > 0 || chip.id === chosen)
  return [all, ...others]
}

/** Stacks that show the chosen word and whose name, commit or images hold every word of `text`. */
export function filterStacks(
  stacks: readonly StackView[],
  chosen: FilterId,
  text: string,
): readonly StackView[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return stacks.filter((stack) => {
    if (!shows(stack, chosen)) return false
    const haystack = searchable(stack)
    return words.every((word) => haystack.includes(word))
  })
}

/** What to say when nothing matches: “No stack is degraded and matches “sho””. */
export function nothingMatches(chosen: FilterId, text: string): string {
  const state = chosen === 'all' ? '' : ` is ${inSentence(lookOf(chosen).word)}`
  const named = text.trim() === '' ? '' : `matches “${text.trim()}”`
  if (state === '') return `No stack ${named}`
  return `No stack${state}${named === '' ? '' : ` and ${named}`}`
}

function lookOf(id: Exclude<FilterId, 'all'>): StateLook {
  return id === 'missing' || id === 'degraded' ? healthLooks[id] : syncLooks[id]
}

/** Lower case within a sentence; Git keeps its capital. */
function inSentence(word: string): string {
  return `${word.slice(0, 1).toLowerCase()}${word.slice(1)}`
}

function shows(stack: StackView, id: FilterId): boolean {
  if (id === 'all') return true
  if (id === 'missing') return stack.health === 'missing' && syncWord(stack) !== 'disabled'
  if (id === 'degraded') return stack.health === 'degraded'
  return syncWord(stack) === id
}

function searchable(stack: StackView): string {
  const commit = stack.source?.commit
  return [
    stack.name,
    commit?.author ?? '',
    commit?.subject ?? '',
    commit?.revision ?? '',
    ...stack.services.map(({ image }) => image),
  ]
    .join('\n')
    .toLowerCase()
}
