import { composeSchema } from '../schema/compose-schema.ts'
import { type Cursor, cursorAt } from './cursor.ts'
import { fileVersion } from './file-version.ts'
import { keyOffers, loneWordOffers } from './key-offers.ts'
import { lookUp } from './look-up.ts'
import { namesIn, type Offer } from './offer.ts'
import { readOutline } from './read-outline.ts'
import { isQuote } from './scalars.ts'
import { valueOffers } from './value-offers.ts'

/** Something that may be typed at an offset. */
export interface Completion {
  /** What is listed, and what the typed characters are compared with. */
  readonly label: string
  /** What takes the place of the text from `from` to `to`. */
  readonly insertText: string
  readonly sentence: string
  readonly kind: 'key' | 'value' | 'reference'
  readonly from: number
  readonly to: number
}

/** Stands for the cursor in the text; no file has it. */
const MARK = '\u0001'

/**
 * What may be typed at an offset of a Compose file, which is unfinished then: keys that aren't there yet, fixed words,
 * names of what the file defines. Those that start with what was typed come first.
 */
export function completionsAt(text: string, offset: number): readonly Completion[] {
  const outline = readOutline(`${text.slice(0, offset)}${MARK}${text.slice(offset)}`)
  const cursor = cursorAt(outline, offset)
  if (cursor === undefined) return []
  const typed = cursor.on === 'key' ? cursor.entry : cursor.scalar
  const written = cursor.on === 'key' ? cursor.entry.key : cursor.scalar.text
  const at = written.indexOf(MARK)
  if (at === -1) return []
  const afterColon = keyBefore(written)
  const place = { version: fileVersion(outline), names: namesIn(outline) }
  const offers =
    cursor.on === 'key' && afterColon !== undefined && !cursor.entry.hasColon
      ? valuesAfterColon([...cursor.path, afterColon], place)
      : offersAt(cursor, place)
  const prefix = afterColon === undefined ? written.slice(0, at) : ''
  const range = {
    from: afterColon === undefined ? typed.from : offset,
    // Behind the mark, which isn't in the text.
    to: Math.max(offset, typed.to - 1),
  }
  const quoted = isQuote(text[range.from - 1])
  return ranked(offers, prefix).map(({ insertText, ...offer }) => ({
    ...offer,
    insertText: quoted ? offer.label : insertText,
    ...range,
  }))
}

/** The key in `key:` directly before the cursor. */
function keyBefore(written: string): string | undefined {
  const key = written.endsWith(`:${MARK}`) ? written.slice(0, -2) : ''
  return key === '' || /[\s:]/.test(key) ? undefined : key
}

type Place = Parameters<typeof keyOffers>[2]

function offersAt(cursor: Cursor, place: Place): readonly Offer[] {
  const found = lookUp(composeSchema, cursor.path)
  if (found === undefined) return []
  if (cursor.on === 'key') {
    return [...keyOffers(found, cursor, place), ...loneWordOffers(found, cursor, place)]
  }
  const taken = cursor.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  const isItem = typeof cursor.path.at(-1) === 'number'
  const values = valueOffers(found.options, cursor.path, taken, place)
  // An item may become a mapping.
  const keys = isItem ? keyOffers(found, { ...noEntry, path: cursor.path }, place) : []
  return [...values, ...keys]
}

const noEntry = { on: 'key', siblings: [], isFlow: false } as const

function valuesAfterColon(path: Cursor['path'], place: Place): readonly Offer[] {
  const found = lookUp(composeSchema, path)
  const offers = found === undefined ? [] : valueOffers(found.options, path, [], place)
  return offers.map((offer) => ({ ...offer, insertText: ` ${offer.insertText}` }))
}

function ranked(offers: readonly Offer[], typed: string): readonly Offer[] {
  const wanted = typed.toLowerCase()
  const starting = offers.filter(({ label }) => label.toLowerCase().startsWith(wanted))
  const inside = offers.filter(
    ({ label }) => !label.toLowerCase().startsWith(wanted) && label.toLowerCase().includes(wanted),
  )
  return [...starting, ...inside]
}
