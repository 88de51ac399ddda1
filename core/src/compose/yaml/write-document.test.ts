import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Problem } from '../../problem.ts'
import type { Node } from './node.ts'
import { readDocument } from './read-document.ts'
import { writeDocument } from './write-document.ts'

const at = { file: 'test.yml', line: 1, column: 1 }
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('ab :#-\n\t "\'$\\|>{}[]&*!%@`~,?0.')),
      maxLength: 12,
    }),
    fc.constantFrom(
      '',
      'yes',
      'null',
      '0777',
      '1e3',
      '2020-01-01',
      '<<',
      '- x',
      'a: b',
      '~',
      '=',
      '...',
    ),
  )
  .filter((value) => !/\p{Cs}/u.test(value))

const scalar: fc.Arbitrary<Node> = fc.oneof(
  text.map((value): Node => ({ kind: 'string', value, at })),
  fc.boolean().map((value): Node => ({ kind: 'bool', value, at })),
  fc.bigInt(-(1n << 63n), (1n << 64n) - 1n).map((value): Node => ({ kind: 'int', value, at })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Object.is(value, -0))
    .map((value): Node => ({ kind: 'float', value, at })),
  fc.constant<Node>({ kind: 'null', at }),
)

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('node'), { maxLength: 4 }).map((items): Node => ({ kind: 'list', items, at })),
    fc.array(fc.tuple(text, tie('node')), { maxLength: 4 }).map(mapOf),
  ),
}))

function mapOf(entries: readonly (readonly [string, Node])[]): Node {
  return { kind: 'map', entries: new Map(entries.map(([key, value]) => [key, { at, value }])), at }
}

/** What a node says, without places and spelling. */
function said(value: Node | undefined): unknown {
  if (value === undefined) return undefined
  switch (value.kind) {
    case 'map':
      return { map: [...value.entries].map(([key, entry]) => [key, said(entry.value)]) }
    case 'list':
      return value.items.map(said)
    case 'null':
      return 'null'
    case 'bool':
    case 'int':
    case 'float':
    case 'time':
    case 'string':
      return [value.kind, value.value]
  }
}

it('gives back what was written', () => {
  const root = fc.array(fc.tuple(fc.oneof(text, fc.constant('services')), node), { maxLength: 4 })
  fc.assert(
    fc.property(root.map(mapOf), (document) => {
      const problems: Problem[] = []
      const written = writeDocument(document)
      const read = readDocument('test.yml', new TextEncoder().encode(written), (problem) =>
        problems.push(problem),
      )
      expect(problems).toEqual([])
      expect(said(read)).toEqual(said(document))
    }),
    { numRuns: 2000 },
  )
})
