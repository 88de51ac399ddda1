import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RepositoryError } from '../repository-error.ts'

/** Beside `HEAD` of a mirror: the address of its remote and the branch, a line each. */
const MARK = 'kesako-remote'

/** What a bare repository mirrors. */
export interface MirrorMark {
  /** Without credentials. */
  readonly url: string
  readonly branch: string
}

/** Undefined for a repository that is no mirror. */
export async function readMirrorMark(path: string): Promise<MirrorMark | undefined> {
  const text = await readFile(join(path, MARK), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [url = '', branch = ''] = text.split('\n')
  return { url, branch: branch === '' ? 'main' : branch }
}

/** Says of a bare repository that its branch comes from a remote, so that nothing else writes to it. */
export async function markMirror(path: string, { url, branch }: MirrorMark): Promise<void> {
  await writeFile(join(path, MARK), `${url}\n${branch}\n`, { mode: 0o600 })
}

/** A commit on a mirror alone would be gone at the next look at its remote. */
export async function refuseMirror(path: string): Promise<void> {
  const mark = await readMirrorMark(path)
  if (mark === undefined) return
  throw new RepositoryError(
    'repository-read-only',
    `${path} mirrors ${mark.url}, so nothing is committed to it alone.`,
    'Commit through the running server, or push to the remote.',
  )
}
