import { expect, test } from 'vitest'
import { readEvent } from './events.ts'

test('reads an event of the swarm', () => {
  const line =
    '{"Type":"service","Action":"update","Actor":{"ID":"a","Attributes":{"name":"web"}},"scope":"swarm"}'
  expect(readEvent(line)).toEqual({
    type: 'service',
    action: 'update',
    id: 'a',
    attributes: { name: 'web' },
  })
})

test.each(['', 'null', '{', '[]', '{"Type":1}', '{"status":"pull"}'])('%j is none', (line) => {
  expect(readEvent(line)).toBeUndefined()
})

test('an event may be without attributes', () => {
  expect(
    readEvent('{"Type":"node","Action":"update","Actor":{"ID":"a","Attributes":null}}'),
  ).toEqual({ type: 'node', action: 'update', id: 'a', attributes: {} })
})
