import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '@kesako/contract'
import { composeJsonSchema, settingsJsonSchema } from '@kesako/core'
import { expect, it } from 'vitest'
import { cliReference } from './generate-cli.ts'
import { composePage } from './generate-compose.ts'
import { reasonsPage } from './generate-reasons.ts'

const docs = dirname(fileURLToPath(import.meta.url))

it.each([
  ['generated/openapi.json', () => `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ['generated/cli.md', cliReference],
  ['generated/compose.md', composePage],
  ['generated/compose.schema.json', () => `${JSON.stringify(composeJsonSchema(), null, 2)}\n`],
  [
    'generated/stack-settings.schema.json',
    () => `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
  ],
  ['reasons.md', reasonsPage],
])('%s is what `npm run generate` writes', (name, content) => {
  expect(readFileSync(join(docs, name), 'utf8')).toBe(content())
})
