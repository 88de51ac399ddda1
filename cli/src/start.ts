import { mkdirSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The bundle's entry: V8 keeps what it compiled beside the bundle, which saves an eighth of a short verb. Whoever may
 * write there may change the bundle too; for another user, or where nothing can be written, nothing is kept.
 */
const bundle = dirname(fileURLToPath(import.meta.url))
if (statSync(bundle).uid === process.getuid?.()) {
  const folder = join(bundle, 'compiled')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    enableCompileCache(folder)
  } catch {
    // A read-only installation starts a little slower.
  }
}
await import('./main.ts')
