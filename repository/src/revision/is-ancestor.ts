import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'

/** True when `revision` is `ancestor` or comes from it; false where one of them isn't there. */
export async function isAncestor(git: Git, ancestor: string, revision: string): Promise<boolean> {
  if (!isObjectId(ancestor) || !isObjectId(revision)) return false
  if (ancestor === revision) return true
  const { status } = await git.run(['merge-base', '--is-ancestor', ancestor, revision], {
    allow: [1, 128],
  })
  return status === 0
}
