import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { bundleSettings } from './cli/bundle-settings.ts'

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')

/** Bundles the CLI, split so that a verb loads only what it needs. */
async function buildCli(): Promise<void> {
  const { metafile } = await build({
    ...bundleSettings,
    metafile: true,
    entryPoints: { kesako: join(root, 'cli/src/start.ts') },
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    sourcemap: 'linked',
    sourcesContent: false,
  })
  // What V8 compiled of earlier bundles; it would pile up.
  await rm(join(dist, 'compiled'), { recursive: true, force: true })
  await removeOldChunks(Object.keys(metafile.outputs).map((path) => resolve(path)))
}

/** Chunks of earlier builds, but for those that a process started a moment ago may still load. */
async function removeOldChunks(current: readonly string[]): Promise<void> {
  const folder = join(dist, 'chunks')
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (!current.includes(path) && mtimeMs < Date.now() - 86_400_000) await rm(path)
  }
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`)),
    )
  })
}

async function buildPage(): Promise<void> {
  await run(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    join(root, 'ui'),
    '--outDir',
    join(dist, 'ui'),
    '--emptyOutDir',
  ])
  await packPage(join(dist, 'ui'))
}

/** Puts the compressed forms beside what compresses, so that no start of the server does it again. */
async function packPage(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.(?:js|css|html|svg|json)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const plain = await readFile(path)
    if (plain.length <= 1024) continue
    await writeFile(`${path}.br`, brotliCompressSync(plain))
    await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }))
  }
}

/** `node build.ts cli` leaves the page as it is. */
const cliOnly = process.argv[2] === 'cli'
await mkdir(dist, { recursive: true })
await Promise.all(cliOnly ? [buildCli()] : [buildCli(), buildPage()])
const bundle = await stat(join(dist, 'kesako.js'))
if (!cliOnly) await writeFile(join(dist, '.built'), `${new Date().toISOString()}\n`)
process.stdout.write(`dist/kesako.js ${Math.round(bundle.size / 1024)} KiB\n`)
