import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The built command line, as people run it. */
export const KESAKO_BUILT: readonly [program: string, ...args: string[]] = [
  join(root, 'node_modules/node/bin/node'),
  join(root, 'dist/kesako.js'),
]
