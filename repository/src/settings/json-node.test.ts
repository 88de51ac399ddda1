import { nodeValue } from '@kesako/core'
import { expect, test } from 'vitest'
import { readJsonNode } from './json-node.ts'

test.each([
  '{"a": 1, "b": [true, false, null, -1.5e3], "c": {"d": "\\u00e9\\n\\"x\\\\"}}',
  '[]',
  ' {\r\n\t"": {} } ',
  '12345678901234567890',
  '"\\ud83d\\ude00 \u2028"',
])('reads %s as JSON.parse does', (text) => {
  const read = readJsonNode('f.json', text)
  expect(read.kind === 'node' ? nodeValue(read.node) : read).toEqual(JSON.parse(text))
})

test('knows where keys and values stand', () => {
  expect(readJsonNode('f.json', '{\n  "a": [1,\n    "b"]\n}')).toMatchObject({
    node: {
      entries: new Map([
        [
          'a',
          {
            at: { file: 'f.json', line: 2, column: 3 },
            value: { items: [{ at: { line: 2, column: 9 } }, { at: { line: 3, column: 5 } }] },
          },
        ],
      ]),
    },
  })
})

test('names the first key that stands twice', () => {
  expect(readJsonNode('f.json', '{"a": {"b": 1,\n"b": 2}, "a": 3}')).toMatchObject({
    kind: 'key-twice',
    key: 'b',
    place: { line: 2, column: 1 },
  })
})
