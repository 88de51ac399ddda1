import type { DictSchema, Key } from '../schema/schema.ts'
import type { Cursor } from './cursor.ts'
import { type Found, optionsOf, recordsOf } from './look-up.ts'
import { type Names, type Offer, referenceOffers } from './offer.ts'
import { itemOffers, valueOffers } from './value-offers.ts'

interface Place {
  /** Minor version of the file. */
  readonly version: number
  readonly names: Names
}

type Typed = Pick<Extract<Cursor, { on: 'key' }>, 'siblings' | 'isFlow' | 'path'> & {
  readonly entry?: { readonly hasColon: boolean }
}

/** Keys that the mapping doesn't have yet. Those that a swarm ignores come last. */
export function keyOffers(found: Found, typed: Typed, place: Place): readonly Offer[] {
  const taken = new Set(typed.siblings.map(({ key }) => key))
  const suffix = typed.entry?.hasColon === true ? '' : ':'
  const keys = recordsOf(found.options, place.version)
    .flatMap(({ keys: all }) => Object.entries(all))
    .filter(([name, { since }]) => since <= place.version && !taken.has(name))
  const offered = [
    ...keys.filter(([, { ignored }]) => ignored === undefined),
    ...keys.filter(([, { ignored }]) => ignored !== undefined),
  ].map(([name, key]): Offer => {
    const insertText = suffix === '' ? name : `${name}:${startsBelow(key) ? '' : ' '}`
    return { label: name, insertText, sentence: key.sentence, kind: 'key' }
  })
  const names = found.options
    .filter((option) => option.is === 'dict')
    .flatMap((option) => nameOffers(option, typed, place, suffix))
    .filter(({ label }) => !taken.has(label))
  return [...offered, ...names]
}

/** What a single word below a key may be as well: its value, or the start of a list. */
export function loneWordOffers(found: Found, typed: Typed, place: Place): readonly Offer[] {
  if (typed.siblings.length > 0 || typed.entry?.hasColon === true) return []
  const values = valueOffers(found.options, typed.path, [], place)
  return typed.isFlow ? values : [...values, ...itemOffers(found.options, typed.path, place)]
}

function nameOffers(
  { refers }: DictSchema,
  typed: Typed,
  { names }: Place,
  suffix: string,
): readonly Offer[] {
  if (refers === undefined) return []
  return referenceOffers(refers, names, typed.path).map((offer) => ({
    ...offer,
    insertText: suffix === '' ? offer.label : `${offer.label}: `,
  }))
}

/** Its value is a mapping or a list on the lines below. */
function startsBelow({ schema }: Key): boolean {
  return optionsOf(schema).every((option) => ['record', 'dict', 'list', 'null'].includes(option.is))
}
