import { expect, it } from 'vitest'
import { lastLogLines } from './log-lines.ts'

it.each([
  ['colours go', '\u001B[1;31mred\u001B[0m and \u001B[4mmore', 'red and more'],
  ['the cursor stays where it is', '\u001B[2J\u001B[1;1Htop\u001B[K', 'top'],
  ['no title is set', '\u001B]0;root@host\u0007text', 'text'],
  ['no link is made', '\u001B]8;;http://evil\u0007click\u001B]8;;\u0007', 'click'],
  ['a lone escape goes', 'a\u001Bb', 'ab'],
  ['bells, backspaces and C1 go', 'a\u0007\u0008\u0000b\u0085c', 'abc'],
  ['text is not turned round', 'user\u202Etxt.exe\u2066!', 'usertxt.exe!'],
  ['of progress the last drawing is kept', '10 %\r50 %\r100 %\r', '100 %'],
  ['tabs and other scripts stay', 'a\tüñ 日本 🐳', 'a\tüñ 日本 🐳'],
])('%s', (_, line, shown) => {
  expect(lastLogLines([line])).toEqual([shown])
})

it('the last twenty lines are kept', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`)
  const kept = lastLogLines(lines)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([20, 'line 10', 'line 29'])
})

it('a long line is cut between two characters', () => {
  const [shown = ''] = lastLogLines(['ü'.repeat(1000)])
  expect(shown).toBe(`${'ü'.repeat(250)}…`)
  expect(lastLogLines([`a${'ü'.repeat(1000)}`])).toEqual([`a${'ü'.repeat(249)}…`])
})

it('all lines together stay small, and the newest are kept', () => {
  const kept = lastLogLines(Array.from({ length: 20 }, (_, index) => `${index} ${'x'.repeat(600)}`))
  expect(Buffer.byteLength(kept.join('\n'))).toBeLessThan(8 * 1024)
  expect(kept.at(-1)).toMatch(/^19 /)
})

it('nothing is no line', () => {
  expect(lastLogLines([])).toEqual([])
})
