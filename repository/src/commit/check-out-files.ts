import { resolve } from 'node:path'
import { createGit } from '../git/git.ts'

/**
 * Brings files that a commit has just added into the work tree and index of a clone, so that its
 * owner finds it clean. False for a bare repository, and where another branch is checked out.
 */
export async function checkOutFiles(
  path: string,
  branch: string,
  revision: string,
  files: readonly string[],
): Promise<boolean> {
  const git = createGit({ path })
  try {
    if (!(await hasCheckedOut(path, branch))) return false
    const tree = `--work-tree=${resolve(path)}`
    await git.run([tree, 'checkout', '--quiet', revision, '--', ...files])
    return true
  } finally {
    git.close()
  }
}

/** True for a clone with a work tree that is on the branch. */
export async function hasCheckedOut(path: string, branch: string): Promise<boolean> {
  const git = createGit({ path })
  try {
    const bare = await git.run(['config', '--bool', '--get', 'core.bare'], { allow: [1] })
    if (bare.stdout.toString('utf8').trim() === 'true') return false
    const head = await git.run(['symbolic-ref', '--quiet', 'HEAD'], { allow: [1] })
    return head.stdout.toString('utf8').trim() === `refs/heads/${branch}`
  } finally {
    git.close()
  }
}
