/** Where the journal of each stack is kept. */
export const JOURNAL_PREFIX = 'refs/kesako/deployments/'

/**
 * The ref of a stack's journal. Whatever Git refuses in a ref is written as `%` and two hex digits for each byte,
 * for the swarm may run stacks whose names no repository would take.
 */
export function journalRef(stack: string): string {
  const name = [...Buffer.from(stack, 'utf8')]
    .map((byte) => {
      const character = String.fromCodePoint(byte)
      return /[a-zA-Z0-9_-]/u.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
  return `${JOURNAL_PREFIX}${name}`
}

/** The stack of a journal's ref; undefined for a ref that Kesako did not name. */
export function stackOfRef(ref: string): string | undefined {
  if (!ref.startsWith(JOURNAL_PREFIX)) return undefined
  const name = ref.slice(JOURNAL_PREFIX.length)
  if (!/^(?:[a-zA-Z0-9_-]|%[0-9a-f]{2})+$/u.test(name)) return undefined
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}
