import { expect, test } from 'vitest'
import { routes } from '../route/route-table.ts'
import { openApiDocument } from './open-api-document.ts'

const document = openApiDocument()
const text = JSON.stringify(document)

test('every reference points to a schema that is there', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(references.length).toBeGreaterThan(20)
  expect(references.filter((reference) => !isObject(find(reference)))).toEqual([])
})

test('every route is there once, by its id', () => {
  const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map((match) => match[1])
  expect(new Set(ids)).toEqual(new Set(Object.keys(routes)))
  expect(ids).toHaveLength(Object.keys(routes).length)
})

test('flags are strings in a query and optional keys are not required', () => {
  expect(text).toContain('{"name":"dryRun","in":"query","required":false')
  expect(text).not.toContain('$schema')
})

function find(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
