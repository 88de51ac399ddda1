import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '@kesako/contract'
import { expect, it } from 'vitest'
import { cliReference } from './generate-cli.ts'
import { reasonsPage } from './generate-reasons.ts'

const docs = dirname(fileURLToPath(import.meta.url))

it.each([
  ['generated/openapi.json', () => `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ['generated/cli.md', cliReference],
  ['reasons.md', reasonsPage],
])('%s is what `npm run generate` writes', (name, content) => {
  expect(readFileSync(join(docs, name), 'utf8')).toBe(content())
})
