import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleSettings } from '../../cli/bundle-settings.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** The Node that people run Kesako with. */
export const pinnedNode = resolve(here, '../../node_modules/node/bin/node')

/** Bundles a worker of this folder as the command line is bundled; where it lies then. */
export async function bundleWorker(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.js`)
  await build({ ...bundleSettings, entryPoints: [join(here, `${name}.ts`)], outfile })
  return outfile
}
