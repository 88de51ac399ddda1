import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { rowAfter, shortcutOf, type Shortcut } from './shortcuts.ts'

const STORED = 'kesako.single-letters'
const SEQUENCE_MS = 1000

/** Whether single letters do something; kept in this browser. */
export const singleLetters: Ref<boolean> = ref(stored())
watch(singleLetters, (on) => {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
})

/** Listens to the keyboard for as long as its scope lives. */
export function useShortcuts(act: (shortcut: Shortcut) => void): void {
  let before: { readonly key: string; readonly at: number } | undefined

  function onKeydown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : undefined
    const recent = before !== undefined && event.timeStamp - before.at < SEQUENCE_MS
    const shortcut = shortcutOf(
      {
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        typing: isTyping(target),
        inDialog: document.querySelector('[role="dialog"]') !== null,
        before: recent ? before?.key : undefined,
      },
      singleLetters.value,
    )
    before = { key: event.key, at: event.timeStamp }
    if (shortcut === undefined) return
    event.preventDefault()
    act(shortcut)
  }

  addEventListener('keydown', onKeydown)
  onScopeDispose(() => removeEventListener('keydown', onKeydown))
}

/** Moves the focus to the next or previous element that matches `selector`. */
export function moveFocus(selector: string, direction: 'next' | 'previous'): void {
  const rows = [...document.querySelectorAll<HTMLElement>(selector)]
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const index = rowAfter(current, rows.length, direction)
  if (index === undefined) return
  rows[index]?.focus()
  rows[index]?.scrollIntoView({ block: 'nearest' })
}

function stored(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

function isTyping(target: Element | undefined): boolean {
  const field = target?.closest('input, textarea, select, [contenteditable]') ?? null
  return field !== null
}
