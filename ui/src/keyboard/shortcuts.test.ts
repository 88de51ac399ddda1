import { describe, expect, it } from 'vitest'
import { rowAfter, shortcutOf, type KeyPress } from './shortcuts.ts'

const bare: KeyPress = {
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  inDialog: false,
  before: undefined,
}

describe('shortcutOf', () => {
  it.each([
    ['j', 'next'],
    ['ArrowDown', 'next'],
    ['k', 'previous'],
    ['/', 'filter'],
    ['?', 'help'],
    ['x', undefined],
  ])('%s', (key, expected) => {
    expect(shortcutOf({ ...bare, key }, true)).toBe(expected)
  })

  it.each(['typing', 'inDialog', 'ctrlKey', 'metaKey', 'altKey'] as const)(
    'rests while %s',
    (state) => {
      expect(shortcutOf({ ...bare, key: 'j', [state]: true }, true)).toBeUndefined()
      expect(shortcutOf({ ...bare, key: 'ArrowDown', [state]: true }, true)).toBeUndefined()
    },
  )

  it('keeps the arrows when single letters are off', () => {
    expect(shortcutOf({ ...bare, key: 'j' }, false)).toBeUndefined()
    expect(shortcutOf({ ...bare, key: 'ArrowDown' }, false)).toBe('next')
  })

  it('goes to the overview by g o, and takes no other key after g', () => {
    expect(shortcutOf({ ...bare, key: 'o', before: 'g' }, true)).toBe('overview')
    expect(shortcutOf({ ...bare, key: 'j', before: 'g' }, true)).toBeUndefined()
  })
})

describe('rowAfter', () => {
  it.each([
    [-1, 3, 'next', 0],
    [-1, 3, 'previous', 2],
    [0, 3, 'next', 1],
    [2, 3, 'next', 2],
    [0, 3, 'previous', 0],
    [-1, 0, 'next', undefined],
  ] as const)('from %i of %i to the %s', (current, total, direction, expected) => {
    expect(rowAfter(current, total, direction)).toBe(expected)
  })
})
