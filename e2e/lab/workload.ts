import { readFile } from 'node:fs/promises'
import { askEngine, tryEngine } from './engine-request.ts'
import { runProgram } from './run-program.ts'
import { tarArchive, type TarEntry } from './tar-archive.ts'

/** The program of Debian's busybox-static: one file that needs nothing beside it. */
const busybox = process.env['KESAKO_TEST_BUSYBOX'] ?? '/bin/busybox'

/**
 * Commands of the workload image, beside those of busybox. An image of tag `2` answers `kesako-lab:2`, so that a test
 * sees by a request which one runs.
 */
const scripts: Readonly<Record<string, string>> = {
  /** `serve [PORT]` answers HTTP on port 8080, or that one: `/` with the image's name, `/healthy` with `ok`. */
  serve: 'exec httpd -f -p "${1:-8080}" -h /www',
  /** `fail [CODE [SECONDS]]` exits with 1, or that code, at once or after so long. */
  fail: 'sleep "${2:-0}"; echo "failing on purpose" >&2; exit "${1:-1}"',
  /** `work` runs until SIGTERM, and then ends at once with 0. */
  work: 'trap "exit 0" TERM INT; while :; do sleep 86400 & wait $!; done',
  /** `stubborn` ignores SIGTERM: only SIGKILL ends it. */
  stubborn: 'trap "" TERM INT; while :; do sleep 86400; done',
  /** `healthy-after SECONDS`, for a healthcheck: fails until the container is so old. `healthy-after never` always fails. */
  'healthy-after':
    '[ "$1" != never ] && [ $(($(date +%s) - $(stat -c %Y /proc/1))) -ge "${1:-0}" ]',
}

/**
 * Makes the image `kesako-lab:TAG` on an engine (default tag `1`), without a registry and without the docker CLI, and
 * gives its name. Its default command is `serve`. What to run for
 * - a service that works: `work`, or `serve` where something shall answer
 * - one that exits at once: `fail`
 * - one that never becomes healthy: `work` with the healthcheck `["CMD", "healthy-after", "never"]`
 * - one that ignores SIGTERM: `stubborn`
 */
export async function loadWorkload(host: string, tag = '1'): Promise<string> {
  const image = `kesako-lab:${tag}`
  const present = await tryEngine(host, 'GET', `/images/${image}/json`)
  if (present.status === 200) return image
  const changes = ['ENV PATH=/bin', 'CMD ["serve"]', 'LABEL kesako-lab=workload']
  const query = new URLSearchParams({ fromSrc: '-', repo: 'kesako-lab', tag })
  for (const change of changes) query.append('changes', change)
  const answer = await askEngine(
    host,
    'POST',
    `/images/create?${query.toString()}`,
    await archiveOf(image),
  )
  if (JSON.stringify(answer).includes('errorDetail'))
    throw new Error(`${image}: ${JSON.stringify(answer)}`)
  return image
}

async function archiveOf(image: string): Promise<Buffer> {
  const program = await readFile(busybox)
  const applets = (await runProgram(busybox, ['--list'])).trim().split('\n')
  const entries: readonly TarEntry[] = [
    { path: 'bin/', folder: true },
    { path: 'tmp/', folder: true, mode: 0o1777 },
    { path: 'www/', folder: true },
    { path: 'bin/busybox', mode: 0o755, content: program },
    ...applets
      .filter((applet) => applet !== 'busybox' && !(applet in scripts))
      .map((applet) => ({ path: `bin/${applet}`, linkTo: 'busybox' })),
    ...Object.entries(scripts).map(([name, body]) => ({
      path: `bin/${name}`,
      mode: 0o755,
      content: `#!/bin/sh\n${body}\n`,
    })),
    { path: 'www/index.html', content: `${image}\n` },
    { path: 'www/healthy', content: 'ok\n' },
  ]
  return tarArchive(entries)
}
