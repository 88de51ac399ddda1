import { expect, test } from 'vitest'
import type { Problem } from '../../problem.ts'
import { formatPlace } from '../../problem.ts'
import { nodeValue } from './node-value.ts'
import { readDocument } from './read-document.ts'

/*
 * What the docker CLI makes of YAML, on examples; `npm run oracle` asks it for some three hundred
 * more (the areas yaml and yaml-syntax).
 */

function read(text: string): { readonly value?: unknown; readonly problem?: Problem } {
  const problems: Problem[] = []
  const node = readDocument('f', new TextEncoder().encode(text), (problem) =>
    problems.push(problem),
  )
  const [problem] = problems
  return { ...(node && { value: nodeValue(node) }), ...(problem && { problem }) }
}

test.each<[string, unknown]>([
  ['', null],
  ['a: [\nb,\nc\n]\nd: 1', { a: ['b', 'c'], d: 1 }],
  ['a: {\n  b: c,\n}', { a: { b: 'c' } }],
  ['a: {b:1, "c":d, e}', { a: { 'b:1': null, c: 'd', e: null } }],
  ['a: [b: c, ? d, {e: f}]', { a: [{ b: 'c' }, { d: null }, { e: 'f' }] }],
  ['a: "b\nc"', { a: 'b c' }],
  ["a: 'it''s\n\n  b'", { a: "it's\nb" }],
  ['a: "b\\\n   c \\\n  d\\x41\\u00e9\\U0001F600\\t"', { a: 'bc dAé😀\t' }],
  ['a: b\n  c\n\n  d # e', { a: 'b c\nd' }],
  ['a: "b"#c', { a: 'b' }],
  ['a: b#c', { a: 'b#c' }],
  ['a:\tb\t', { a: 'b' }],
  ['# b\n\t# c\na: 1', { a: 1 }],
  ['a: |\n  b\n   c\n\n  d\n\n', { a: 'b\n c\n\nd\n' }],
  ['a: |-\n  b\n\nc: |+\n  d\n\n', { a: 'b', c: 'd\n\n' }],
  ['a: >\n  b\n  c\n\n  d\n   e\n  f\n', { a: 'b c\nd\n e\nf\n' }],
  ['a: >2-\n    b\n   c', { a: '  b\n c' }],
  ['a:\n- b\n- - c\n  - d\ne:', { a: ['b', ['c', 'd']], e: null }],
  ['a:\n  - b: 1\n    c: 2\n  -\n   d: 3\n', { a: [{ b: 1, c: 2 }, { d: 3 }] }],
  ['? a\n: - b\n? c', { a: ['b'], c: null }],
  ['&x a: &y\nb: *x\nc: *y', { a: null, b: 'a', c: null }],
  ['a: ! 1\nb: !x 1\nc: !!str 1\nd: !!int "1"', { a: 1, b: '1', c: '1', d: 1 }],
  ['%TAG !e! tag:yaml.org,2002:\n--- # b\na: !e!float 1\n...\n]', { a: 1 }],
  ['a: b\r\nc: d\re: f\u0085g: h', { a: 'b', c: 'd', e: 'f', g: 'h' }],
  ['a: http://b/c?d#e\nf: -g\nh: ?i\nj: :k', { a: 'http://b/c?d#e', f: '-g', h: '?i', j: ':k' }],
])('reads %j', (text, value) => {
  expect(read(text)).toEqual({ value })
})

test.each([
  ['a:\n\tb: 1', '2:1', 'a tab stands where the line is indented'],
  ['a: b\n\tc', '2:1', 'a tab stands where the line is indented'],
  ['a: b: c', '1:5', 'the value of a key can not stand here'],
  ['a: - b', '1:4', 'an item of a list can not stand here'],
  ['a: b\n c: d', '2:3', 'the value of a key can not stand here'],
  ['a:\n   b: 1\n  c: 2', '3:3', 'the indentation of this line fits none of the lines above'],
  ['a: "b', '1:4', 'the quote that opens here is never closed'],
  ['a: "b\n---\n"', '1:4', '--- or ... stands before the quote is closed'],
  ['a: "\\q"', '1:5', '"\\q" is no escape that double quotes know'],
  ['a: "\\u12"', '1:5', '4 hexadecimal digits of a character must follow \\u'],
  ['a: "b" c', '1:8', 'another key of the mapping is expected here, not text'],
  ['a: [b', '1:6', '"," or "]" is expected here, not the end of the file'],
  ['a: [b}', '1:6', '"," or "]" is expected here, not "}"'],
  ['a: [b c: d', '1:11', '"," or "]" is expected here, not the end of the file'],
  ['a: @b', '1:4', 'no value can begin with "@"'],
  ['a: %b', '1:4', 'no value can begin with "%"'],
  ['a: &', '1:4', 'the name of an anchor has letters, digits, "-" and "_" only'],
  ['a: !e!b 1', '1:4', 'no %TAG line defines the tag handle !e!'],
  ['a: !!int b', '1:10', 'the text is no value of the tag !!int'],
  ['%YAML 1.2\n---\na: 1', '1:1', 'YAML 1.2 is not read, only 1.1'],
  ['%b\n---\na: 1', '1:1', 'only %YAML and %TAG are known'],
  ['a: |0\n b', '1:4', 'a text can not be indented by 0'],
  ['a: |b\n c', '1:5', 'nothing may follow "|" in its line'],
  ['a\nb: 1', '2:2', 'the value of a key can not stand here'],
  ['a: 1\nb\nc: 1', '2:1', 'a ":" must follow this key in the same line'],
  [`a:\n  ${'b'.repeat(1100)}: 1`, '2:1103', 'the value of a key can not stand here'],
])('refuses %j at its place', (text, place, message) => {
  const { value, problem } = read(text)
  expect(value).toBeUndefined()
  expect(problem).toMatchObject({ severity: 'error' })
  expect(`${formatPlace(problem?.place)} ${problem?.message}`).toContain(`f:${place} `)
  expect(problem?.message).toContain(message)
  expect(problem?.remedy).not.toBe('')
})

test.each([
  ['utf-16le', [0xff, 0xfe], (code: number) => [code & 0xff, code >> 8]],
  ['utf-16be', [0xfe, 0xff], (code: number) => [code >> 8, code & 0xff]],
])('reads %s where a byte order mark says so', (_, mark, unit) => {
  const codes = Array.from('a: é\n', (character) => character.charCodeAt(0))
  const bytes = Uint8Array.from([...mark, ...codes.flatMap(unit)])
  const node = readDocument('f', bytes, () => undefined)
  expect(node && nodeValue(node)).toEqual({ a: 'é' })
})
