import { expect, test } from 'vitest'
import { child, type Node } from '../yaml/node.ts'
import { readDocument } from '../yaml/read-document.ts'
import { foldKeys } from './fold-keys.ts'
import { composeSchema } from './compose-schema.ts'

function read(text: string): Node {
  const node = readDocument('docker-compose.yml', new TextEncoder().encode(text), () => {})
  if (node === undefined) throw new Error('The document of the test is no YAML.')
  return node
}

test('finds a key in capitals where any key is taken', () => {
  const node = read('services: {a: {secrets: [{Source: one, TARGET: two, target: three}]}}')
  const secrets = child(child(child(foldKeys(node, composeSchema), 'services'), 'a'), 'secrets')
  const use = secrets?.kind === 'list' ? secrets.items[0] : undefined
  expect(child(use, 'source')).toMatchObject({ value: 'one' })
  expect(child(use, 'target')).toMatchObject({ value: 'three' })
})

test('leaves everything else as it is', () => {
  const node = read('services: {a: {Image: x, ports: [{Target: 80}], secrets: [{source: one}]}}')
  expect(foldKeys(node, composeSchema)).toBe(node)
})
