import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { lineEdits } from './line-edits.ts'
import { unifiedDiff } from './unified-diff.ts'

const ten = Array.from({ length: 10 }, (_, at) => `${at}\n`).join('')

it.each([
  { before: 'a\n', after: 'a\n', diff: '' },
  {
    before: null,
    after: 'a\nb\n',
    diff: '--- /dev/null\n+++ b/x.yml\n@@ -0,0 +1,2 @@\n+a\n+b\n',
  },
  { before: 'a\n', after: null, diff: '--- a/x.yml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n' },
  {
    before: ten,
    after: ten.replace('5\n', 'five\n'),
    diff: '--- a/x.yml\n+++ b/x.yml\n@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  },
  {
    before: 'a',
    after: 'a\n',
    diff: '--- a/x.yml\n+++ b/x.yml\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
  },
])('$before to $after', ({ before, after, diff }) => {
  expect(unifiedDiff([{ path: 'x.yml', before, after }])).toBe(diff)
})

it('leads from any lines to any others', () => {
  const lines = array(constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  assert(
    property(lines, lines, (from, to) => {
      const edits = lineEdits(from, to)
      const side = (without: string): readonly string[] =>
        edits.filter(({ kind }) => kind !== without).map(({ line }) => line)
      expect(side('added')).toEqual(from)
      expect(side('removed')).toEqual(to)
    }),
  )
})

it('shows texts that have nothing in common as one replaced by the other', () => {
  const of = (mark: string): readonly string[] =>
    Array.from({ length: 3000 }, (_, at) => `${mark}${at}`)
  const edits = lineEdits(of('a'), of('b'))
  expect(edits.map(({ kind }) => kind)).toEqual([
    ...of('a').map(() => 'removed'),
    ...of('b').map(() => 'added'),
  ])
})
