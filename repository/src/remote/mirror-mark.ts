import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RepositoryError } from '../repository-error.ts'

/** Beside `HEAD` of a mirror: the address of its remote, in one line. */
const MARK = 'kesako-remote'

/** The remote that a repository mirrors; undefined where it is no mirror. */
export async function mirroredUrl(path: string): Promise<string | undefined> {
  const text = await readFile(join(path, MARK), 'utf8').catch(() => undefined)
  return text?.trim()
}

/** Says of a bare repository that its branch comes from a remote, so that nothing else writes to it. */
export async function markMirror(path: string, url: string): Promise<void> {
  await writeFile(join(path, MARK), `${url}\n`, { mode: 0o600 })
}

/** A commit on a mirror alone would be gone at the next look at its remote. */
export async function refuseMirror(path: string): Promise<void> {
  const url = await mirroredUrl(path)
  if (url === undefined) return
  throw new RepositoryError(
    'repository-read-only',
    `${path} mirrors ${url}, so nothing is committed to it alone.`,
    'Commit through the running server, or push to the remote.',
  )
}
