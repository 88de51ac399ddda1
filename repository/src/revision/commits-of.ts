import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'
import type { CommitInfo } from '../repository-api.ts'

/** Commits that touched any of the paths, newest first. */
export async function commitsOf(
  git: Git,
  commitInfo: (revision: string) => Promise<CommitInfo>,
  revision: string,
  paths: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly CommitInfo[]> {
  if (paths.length === 0 || !isObjectId(revision)) return []
  const { stdout } = await git.run([
    'rev-list',
    `--max-count=${limit}`,
    `--skip=${offset}`,
    revision,
    '--',
    ...paths,
  ])
  return Promise.all(idsOf(stdout).map(commitInfo))
}

/** See {@link StacksRepository.order}. */
export async function orderOf(
  git: Git,
  revision: string,
  limit: number,
): Promise<readonly string[]> {
  if (!isObjectId(revision)) return []
  const { stdout } = await git.run([
    'rev-list',
    '--topo-order',
    `--max-count=${limit}`,
    revision,
    '--',
  ])
  return idsOf(stdout)
}

function idsOf(stdout: Buffer): readonly string[] {
  return stdout.toString('latin1').split('\n').filter(isObjectId)
}
