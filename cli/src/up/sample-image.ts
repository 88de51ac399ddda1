import { readFile } from 'node:fs/promises'
import type { Engine } from '@kesako/engine'
import { CliError } from '../cli-error.ts'
import { SAMPLE_IMAGE } from './sample.ts'
import { tar } from './tar.ts'

/** The programs of busybox that the sample calls by name. */
const PROGRAMS = ['sh', 'httpd', 'wget', 'date', 'sleep', 'cat', 'ls', 'vi'] as const

/** Where the distribution's static busybox may be. */
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox', '/usr/lib/busybox/busybox-static'] as const

/** Makes the sample's image out of one static program, unless the engine has it. True when it was made. */
export async function importSampleImage(engine: Engine): Promise<boolean> {
  if (await engine.imageExists(SAMPLE_IMAGE)) return false
  const busybox = await readFirst(BUSYBOX)
  if (busybox === undefined) {
    throw new CliError(
      'busybox-missing',
      'The sample needs a static busybox, and there is none.',
      'Install it: apt-get install busybox-static.',
    )
  }
  const archive = tar([
    { path: 'bin', folder: true },
    { path: 'bin/busybox', mode: 0o755, content: busybox },
    ...PROGRAMS.map((name) => ({ path: `bin/${name}`, target: 'busybox' })),
    { path: 'www', folder: true },
    { path: 'tmp', folder: true },
  ])
  await engine.importImage(SAMPLE_IMAGE, archive, { changes: ['ENV PATH=/bin', 'CMD ["sh"]'] })
  return true
}

async function readFirst(paths: readonly string[]): Promise<Uint8Array | undefined> {
  for (const path of paths) {
    const content = await readFile(path).catch(() => undefined)
    if (content !== undefined) return content
  }
  return undefined
}
