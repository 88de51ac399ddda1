import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../lab/index.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Before the tests: the command line's bundle from the sources as they are now, and the page where it is older than its own. */
export default async function buildCommandLine(): Promise<void> {
  const parts = (await isPageFresh()) ? ['cli'] : []
  await runProgram(join(root, 'node_modules/.bin/node'), [join(root, 'build.ts'), ...parts], {
    cwd: root,
    timeoutMs: 300_000,
  })
}

async function isPageFresh(): Promise<boolean> {
  const built = await stat(join(root, 'dist/ui/index.html')).catch(() => undefined)
  if (built === undefined) return false
  const sources = ['ui/index.html', 'ui/vite.config.ts', ...(await filesIn('ui/src'))]
  const changed = await Promise.all(
    sources.map(async (path) => (await stat(join(root, path))).mtimeMs),
  )
  return Math.max(...changed) < built.mtimeMs
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}
