import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { streamSink } from './output/stream-sink.ts'
import { run } from './run.ts'

/** The bundle lies in dist/, the source in cli/src/. */
function installationFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  return here.endsWith('dist') ? resolve(here, '..') : resolve(here, '../..')
}

function versionOf(installation: string): string {
  const manifest: unknown = JSON.parse(readFileSync(resolve(installation, 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
}

const installation = installationFolder()
const stdout = streamSink(() => process.stdout)
const stderr = streamSink(() => process.stderr)
const abort = new AbortController()
let interrupts = 0
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    interrupts += 1
    abort.abort()
    // A second Ctrl-C doesn't wait.
    if (interrupts > 1) process.exit(130)
  })
}

const exitCode = await run(
  {
    environment: process.env,
    workingDirectory: process.cwd(),
    home: homedir(),
    get stdin() {
      return process.stdin
    },
    stdout,
    stderr,
    signal: abort.signal,
    processId: process.pid,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    installation,
    version: versionOf(installation),
  },
  process.argv.slice(2),
)
await Promise.all([stdout.flushed(), stderr.flushed()])
// The program is over when its verb is, whatever an error may have left open.
process.exit(exitCode)
