import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../lab/index.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Before the tests: the command line's bundle from the sources as they are now, and no older one. */
export default async function buildCommandLine(): Promise<void> {
  await runProgram(join(root, 'node_modules/.bin/node'), [join(root, 'build.ts'), 'cli'], {
    cwd: root,
  })
}
