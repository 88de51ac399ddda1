import { expect, test } from 'vitest'
import { substitute } from './template.ts'

const values = new Map([
  ['SET', 'val'],
  ['EMPTY', ''],
  ['A', 'a'],
  ['B', 'b'],
])

function filled(template: string): string {
  const { text, fault } = substitute(template, (name) => values.get(name))
  if (fault === undefined) return text
  return fault.kind === 'invalid' ? 'invalid' : `required ${fault.name}: ${fault.reason}`
}

test.each([
  ['plain', 'plain'],
  ['$SET/${SET}', 'val/val'],
  ['$$SET', '$SET'],
  ['$UNSET.', '.'],
  ['${UNSET:-d}${EMPTY:-d}${SET:-d}', 'ddval'],
  ['${UNSET-d}${EMPTY-d}', 'd'],
  ['${UNSET:?must}', 'required UNSET: must'],
  ['${EMPTY?must}', ''],
  ['$1', 'invalid'],
  ['${}', 'invalid'],
  ['${ SET}', 'invalid'],
  ['${SET:+x}', 'invalid'],
  ['${SET.x}', 'invalid'],
  ['a$', 'invalid'],
  ['$(x)', 'invalid'],
  ['${U:-${SET}}', '${SET}'],
  ['${SET:-${A}}', 'val}'],
  ['$A-$B', 'a'],
  ['$UNSET-def more', 'def more'],
  ['http://$A?x=1', 'http://a'],
  ['${U-a:-b}', 'b'],
  ['${SET?a-b}', 'b'],
  ['${REQ:?must} $SET', ' val'],
  ['${REQ:?must}$$', 'required REQ: must'],
  ['${U:-$$}', '$$'],
])('fills %j in as %j', (template, expected) => {
  expect(filled(template)).toBe(expected)
})

test('says which text a variable without braces swallowed', () => {
  expect(substitute('$A-$B', () => 'x').uses).toEqual([
    { name: 'A', value: 'x', covered: true, swallowed: '-$B' },
  ])
})

test('says which variables after an operator stay as they are', () => {
  expect(substitute('${A:-${B}}', () => 'x').uses).toEqual([
    { name: 'A', value: 'x', covered: true, untouched: ':-${B' },
  ])
})

test('keeps the faults that a later variable hides', () => {
  const { fault, hidden } = substitute('${UNSET:?must} $1 $A', (name) => values.get(name))
  expect(fault).toBeUndefined()
  expect(hidden).toEqual([
    { kind: 'required', name: 'UNSET', reason: 'must' },
    { kind: 'invalid', at: '$1 $A' },
  ])
})
