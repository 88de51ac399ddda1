import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'
import type { TextSink } from './world.ts'

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

function sink(stream: NodeJS.WriteStream): TextSink {
  // A reader that goes away (`| head`) ends the program quietly.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY,
  }
}

const installation = installationFolder()
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

process.exitCode = await run(
  {
    environment: process.env,
    workingDirectory: process.cwd(),
    home: homedir(),
    stdin: process.stdin,
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
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
