import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { RepositoryError } from '../repository-error.ts'

/** Where Git keeps a repository. `common` holds objects and refs; it differs in a linked worktree. */
export interface GitDirectory {
  readonly path: string
  readonly common: string
}

/** Finds it for a bare repository and for a work tree, without asking Git, which would judge the folder's owner. */
export async function findGitDirectory(path: string): Promise<GitDirectory> {
  const root = resolve(path)
  const found = (await isGitDirectory(root)) ? root : await besideWorkTree(root)
  if (found === undefined || !(await isGitDirectory(found))) {
    throw new RepositoryError(
      'not-a-repository',
      `${root} is not a Git repository.`,
      'Name the top folder of a repository, bare or with a work tree.',
    )
  }
  const common = await readLine(resolve(found, 'commondir'))
  return { path: found, common: common === undefined ? found : resolve(found, common) }
}

async function besideWorkTree(root: string): Promise<string | undefined> {
  const dotGit = resolve(root, '.git')
  const pointer = /^gitdir: (.+)$/u.exec((await readLine(dotGit)) ?? '')
  return pointer?.[1] === undefined ? dotGit : resolve(root, pointer[1])
}

async function isGitDirectory(path: string): Promise<boolean> {
  const head = await exists(resolve(path, 'HEAD'))
  return head && ((await exists(resolve(path, 'objects'))) || exists(resolve(path, 'commondir')))
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

async function readLine(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text?.split('\n')[0]
}
