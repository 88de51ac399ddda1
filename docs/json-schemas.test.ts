import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { composeJsonSchema, settingsJsonSchema } from '@kesako/core'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'

const root = join(dirname(fileURLToPath(import.meta.url)), '../core/src/compose/testdata')
const compose = z.fromJSONSchema(composeJsonSchema())
const settings = z.fromJSONSchema(settingsJsonSchema())

interface Case {
  readonly name: string
  readonly isRefused: boolean
}

/** Cases whose faults a schema can see: keys and types, but no syntax of texts and no references. */
const refusedByKeys = new Set([
  'refused-types',
  'refused-unknown-keys',
  'refused-policy',
  'refused-forbidden',
])

const cases: readonly Case[] = readdirSync(root)
  .filter((name) => existsSync(join(root, name, 'docker-compose.yml')))
  .filter((name) => !name.startsWith('refused-') || refusedByKeys.has(name))
  .map((name) => ({ name, isRefused: refusedByKeys.has(name) }))

function firstDocument(text: string): unknown {
  const [document] = parseAllDocuments(text, { merge: true })
  return document !== undefined && 'toJS' in document ? document.toJS() : undefined
}

describe('compose.schema.json', () => {
  it.each(cases)('judges $name', ({ name, isRefused }) => {
    const text = readFileSync(join(root, name, 'docker-compose.yml'), 'utf8')
    const result = compose.safeParse(firstDocument(text))
    expect({ isRefused: !result.success, issues: isRefused ? [] : result.error?.issues }).toEqual({
      isRefused,
      issues: isRefused ? [] : undefined,
    })
  })

  it.each([
    ['{ services: { a: { deploy: { replicas: "${N}" } } } }', true],
    ['{ services: { a: { deploy: { replicas: "3" } } } }', false],
    ['{ services: { a: { init: "${B}" } } }', false],
    ['{ services: { a: { deploy: { mode: "${MODE}" } } } }', true],
    ['{ services: { a: { deploy: { mode: everywhere } } } }', false],
    ['{ services: { a: { x-kesako: { ignore: [image] } } } }', true],
    ['{ services: { a: { x-kesako: { ignore: [images] } } } }', false],
    ['{ x-kesako: { wave: { a: 1.5 } } }', false],
    ['{ x-mine: { anything: [1] } }', true],
  ])('judges %s', (text, expected) => {
    expect(compose.safeParse(parse(text)).success).toBe(expected)
  })
})

describe('stack-settings.schema.json', () => {
  it.each([
    [{ $schema: './stack-settings.schema.json', enabled: false, env: { TAG: '1' } }, true],
    [{ stackDefinition: 'web', options: { replicas: 3 }, deadline: '5m' }, true],
    [{ env: { 'A B': '1' } }, false],
    [{ resolveImage: 'often' }, false],
    [{ adpot: true }, false],
  ])('judges %j', (value, expected) => {
    expect(settings.safeParse(value).success).toBe(expected)
  })
})
