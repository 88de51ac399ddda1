import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '@kesako/contract'
import { composeJsonSchema, settingsJsonSchema } from '@kesako/core'
import { cliReference } from './generate-cli.ts'
import { composePage } from './generate-compose.ts'
import { reasonsPage } from './generate-reasons.ts'

const docs = dirname(fileURLToPath(import.meta.url))

/** Every generated page with its content. */
const pages: ReadonlyMap<string, string> = new Map([
  ['generated/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ['generated/cli.md', cliReference()],
  ['generated/compose.md', composePage()],
  ['generated/compose.schema.json', `${JSON.stringify(composeJsonSchema(), null, 2)}\n`],
  ['generated/stack-settings.schema.json', `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`],
  ['reasons.md', reasonsPage()],
])

async function isCurrent(path: string, content: string): Promise<boolean> {
  return (await readFile(path, 'utf8').catch(() => '')) === content
}

const stale: string[] = []
for (const [name, content] of pages) {
  const path = join(docs, name)
  if (await isCurrent(path, content)) continue
  stale.push(relative(process.cwd(), path))
  if (process.argv.includes('--check')) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(
    `Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.\n`,
  )
  process.exitCode = 1
} else {
  process.stdout.write(
    stale.length === 0 ? 'Generated pages are current.\n' : `Wrote ${stale.join(', ')}.\n`,
  )
}
