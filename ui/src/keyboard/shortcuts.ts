/** What a single key does on the page. */
export type Shortcut = 'next' | 'previous' | 'filter' | 'help' | 'overview'

/** What is known of a key press. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** True while the person types text. */
  readonly typing: boolean
  /** True inside an open dialog. */
  readonly inDialog: boolean
  /** The key before, within a second. */
  readonly before: string | undefined
}

/** Which shortcut a key press asks for; undefined when it is none. `letters`: single letters are on. */
export function shortcutOf(press: KeyPress, letters: boolean): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.typing || press.inDialog) {
    return undefined
  }
  if (press.key === 'ArrowDown') return 'next'
  if (press.key === 'ArrowUp') return 'previous'
  if (!letters) return undefined
  if (press.before === 'g') return press.key === 'o' ? 'overview' : undefined
  switch (press.key) {
    case 'j':
      return 'next'
    case 'k':
      return 'previous'
    case '/':
      return 'filter'
    case '?':
      return 'help'
    default:
      return undefined
  }
}

/** Row to go to from `current` (-1: none has the focus) among `total`; undefined when there is none. */
export function rowAfter(
  current: number,
  total: number,
  direction: 'next' | 'previous',
): number | undefined {
  if (total === 0) return undefined
  if (current === -1) return direction === 'next' ? 0 : total - 1
  const wanted = current + (direction === 'next' ? 1 : -1)
  return Math.min(total - 1, Math.max(0, wanted))
}
