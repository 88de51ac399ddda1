import { assert, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { journalRef, stackOfRef } from './entry-ref.ts'

it.each([
  ['shop', 'refs/kesako/deployments/shop'],
  ['my-shop_2', 'refs/kesako/deployments/my-shop_2'],
  ['a/../b', 'refs/kesako/deployments/a%2f%2e%2e%2fb'],
  ['x.lock', 'refs/kesako/deployments/x%2elock'],
  ['à', 'refs/kesako/deployments/%c3%a0'],
])('%j is kept under %s', (stack, ref) => {
  expect(journalRef(stack)).toBe(ref)
})

it('finds the way back for every name', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1 }), (stack) => {
      expect(stackOfRef(journalRef(stack))).toBe(stack)
      expect(journalRef(stack)).toMatch(/^refs\/kesako\/deployments\/[a-zA-Z0-9_%-]+$/u)
    }),
  )
})

it.each(['refs/heads/main', 'refs/kesako/deployments/a/b', 'refs/kesako/deployments/%ff'])(
  '%s is no journal',
  (ref) => {
    expect(stackOfRef(ref)).toBeUndefined()
  },
)
