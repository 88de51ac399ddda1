import type { Schema, TextSchema } from '../schema/schema.ts'
import { optionsOf } from './look-up.ts'
import { type Names, type Offer, referenceOffers } from './offer.ts'

interface Place {
  readonly names: Names
}

/** What may be the value at a path, but for what is `taken` already. */
export function valueOffers(
  options: readonly Schema[],
  path: readonly (string | number)[],
  taken: readonly string[],
  { names }: Place,
): readonly Offer[] {
  return options
    .flatMap((option): readonly Offer[] => {
      if (option.is === 'bool') return flags
      return option.is === 'string'
        ? [...wordOffers(option), ...namedOffers(option, names, path)]
        : []
    })
    .filter(({ label }) => !taken.includes(label))
}

const flags: readonly Offer[] = [
  { label: 'true', insertText: 'true', sentence: 'Yes.', kind: 'value' },
  { label: 'false', insertText: 'false', sentence: 'No.', kind: 'value' },
]

function wordOffers({ words = {} }: TextSchema): readonly Offer[] {
  return Object.entries(words).map(([word, sentence]) => ({
    label: word,
    insertText: word,
    sentence,
    kind: 'value',
  }))
}

function namedOffers(
  { refers, suffix = '' }: TextSchema,
  names: Names,
  path: readonly (string | number)[],
): readonly Offer[] {
  if (refers === undefined) return []
  return referenceOffers(refers, names, path).map((offer) => ({
    ...offer,
    insertText: `${offer.insertText}${suffix}`,
  }))
}

/** What may be an item where the list isn't begun yet. */
export function itemOffers(
  options: readonly Schema[],
  path: readonly (string | number)[],
  place: Place,
): readonly Offer[] {
  const items = options.flatMap((option) => (option.is === 'list' ? optionsOf(option.of) : []))
  return valueOffers(items, path, [], place).map((offer) => ({
    ...offer,
    insertText: `- ${offer.insertText}`,
  }))
}
