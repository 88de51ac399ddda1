/** “1 stack”, “4 stacks”. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** Ends a reason with a full stop; what a program said stays as it is. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?…"”)]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** First name and the initial of the last: “Léa F.”. A single word stays. */
export function shortAuthor(author: string): string {
  const words = author.trim().split(/\s+/)
  const last = words.at(-1)
  return words.length < 2 || last === undefined
    ? author.trim()
    : `${words[0]} ${firstLetter(last)}.`
}

/** Up to two capitals for a person's mark: “LF”. */
export function initials(author: string): string {
  const words = author.trim().split(/[\s._@-]+/)
  return words
    .slice(0, 2)
    .map((word) => firstLetter(word))
    .join('')
}

/** “a”, “a and b”, “a, b and c”. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** The first letter as a capital, also where it takes two code units. */
function firstLetter(word: string): string {
  const point = word.codePointAt(0)
  return point === undefined ? '' : String.fromCodePoint(point).toUpperCase()
}
