import { expect, test } from 'vitest'
import { formatProblem, type Problem } from '../../problem.ts'
import { child, entryOf } from './node.ts'
import { readDocument } from './read-document.ts'

function read(text: string) {
  const problems: Problem[] = []
  const bytes = new TextEncoder().encode(text)
  const node = readDocument('f.yml', bytes, (problem) => problems.push(problem))
  return { node, problems: problems.map(formatProblem) }
}

test('knows the places of keys and values', () => {
  const { node } = read('# first\na:\n  b: [1, two]\n  c:\n')
  const a = child(node, 'a')
  expect(entryOf(node, 'a')?.at).toEqual({ file: 'f.yml', line: 2, column: 1 })
  expect(child(a, 'b')?.at).toEqual({ file: 'f.yml', line: 3, column: 6 })
  expect(child(a, 'b')).toMatchObject({ items: [{ at: { column: 7 } }, { at: { column: 10 } }] })
  expect(child(a, 'c')).toMatchObject({ kind: 'null', at: { line: 4 } })
})

test('reads an alias as what it names, at its place', () => {
  const { node } = read('a: &x { k: v }\nb: *x\nc: &x 2\nd: *x\n')
  expect(child(child(node, 'b'), 'k')).toMatchObject({ value: 'v', at: { line: 1, column: 12 } })
  expect(child(node, 'd')).toMatchObject({ kind: 'int', value: 2n })
})

test('merges mappings below keys that stand already', () => {
  const { node } = read('a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc: { <<: [*a, *b], x: 3 }\n')
  const values = ['x', 'y', 'z'].map((key) => child(child(node, 'c'), key))
  expect(values).toMatchObject([{ value: 3n }, { value: 1n }, { value: 2n }])
})

test('takes a quoted "<<" for a key', () => {
  expect(child(read('{ "<<": z }').node, '<<')).toMatchObject({ value: 'z' })
})

test('looks at the first document only', () => {
  expect(read('a: 1\n---\n[').problems).toEqual([])
})

test.each([
  ['a: [1', 'f.yml:1:6: error: this is not valid YAML'],
  ['a: 1\na: 2', 'f.yml:2:1: error: the key "a" stands twice'],
  ['a:\n  1: x', 'f.yml:2:3: error: keys must be text'],
  ['a:\n  <<: 1', 'f.yml:2:7: error: "<<" takes a mapping'],
  ['a: *b', 'f.yml:1:4: error: no anchor "b"'],
  ['a: !!binary aGk', 'f.yml:1:13: error: the text of the tag !!binary'],
])('refuses %j at its place', (text, expected) => {
  const { node, problems } = read(text)
  expect(node).toBeUndefined()
  expect(problems[0]).toContain(expected)
})
