import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'
import { healthLooks, syncLooks } from '../states/vocabulary.ts'

/** At most so many changes are read out; of the others only the number is. */
const SPOKEN = 3

/** What to say to a screen reader: each stack whose word changed, once. Empty when none did. */
export function announcement(before: readonly StackView[], after: readonly StackView[]): string {
  const known = new Map(before.map((stack) => [stack.name, stack]))
  const said = after.flatMap((stack) => {
    const words = changedWords(known.get(stack.name), stack)
    return words.length === 0 ? [] : [`${stack.name}: ${words.join(', ')}.`]
  })
  const present = new Set(after.map(({ name }) => name))
  const gone = before.flatMap(({ name }) => (present.has(name) ? [] : [`${name}: removed.`]))
  const all = [...said, ...gone]
  const more = all.length - SPOKEN
  return [...all.slice(0, SPOKEN), ...(more > 0 ? [`${more} more changed.`] : [])].join(' ')
}

function changedWords(before: StackView | undefined, after: StackView): readonly string[] {
  const sync = syncLooks[syncWord(after)].word
  const health = healthLooks[after.health].word
  if (before === undefined) return [sync, health]
  return [
    ...(syncLooks[syncWord(before)].word === sync ? [] : [sync]),
    ...(healthLooks[before.health].word === health ? [] : [health]),
  ]
}
