import { array, assert, oneof, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { readDocument } from '../compose/yaml/read-document.ts'
import type { Node } from '../compose/yaml/node.ts'
import { composeYaml } from './compose-yaml.ts'

/** Words that YAML reads as something else, and marks that mean something to it. */
const ODD = [
  'yes',
  'No',
  '~',
  'null',
  '0x1F',
  '1_000',
  '.5',
  '1e3',
  '2020-01-01',
  '22:22',
  '<<',
  '=',
]
const PARTS = [
  ...ODD,
  '- ',
  ': ',
  ' #',
  '\n',
  ' ',
  '\t',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '$',
  '\u0085',
  '\u2028',
  '\ufeff',
  'é',
  '😀',
  'a',
]
const text = oneof(
  string({ unit: 'binary' }),
  array(string({ unit: 'grapheme' })).map((parts) => parts.join('\n')),
  array(oneof(...PARTS.map((part) => string().map(() => part)))).map((parts) => parts.join('')),
)

function valueOf(written: string, ...path: readonly string[]): string | undefined {
  const problems: unknown[] = []
  let node: Node | undefined = readDocument('f.yml', Buffer.from(written), (it) =>
    problems.push(it),
  )
  expect(problems).toEqual([])
  for (const key of path) {
    node =
      node?.kind === 'map'
        ? node.entries.get(key)?.value
        : node?.kind === 'list'
          ? node.items[Number(key)]
          : undefined
  }
  return node?.kind === 'string' ? node.value : undefined
}

it('every text is read back as itself, with its $ doubled', { timeout: 60_000 }, () => {
  assert(
    property(text, (value) => {
      const well = value.toWellFormed()
      const written = composeYaml({
        version: '3.8',
        services: { a: { image: 'x', environment: { V: well }, command: ['c', well] } },
      })
      const doubled = well.replaceAll('$', () => '$$')
      expect(valueOf(written, 'services', 'a', 'environment', 'V')).toBe(doubled)
      expect(valueOf(written, 'services', 'a', 'command', '1')).toBe(doubled)
    }),
    { numRuns: 300 },
  )
})
