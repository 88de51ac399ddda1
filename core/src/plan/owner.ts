const USUAL_BRANCH = 'main'

/**
 * What the objects of a stacks repository bear as their owner: its root commit, and of another branch than `main` that
 * branch too, so that servers of two branches on one swarm are strangers to each other.
 */
export function ownerOf(root: string, branch: string): string {
  return branch === USUAL_BRANCH ? root : `${root}/${branch}`
}

/** An owner as a person reads it: `4b7e1d9c0f2a`, or `4b7e1d9c0f2a, branch staging`. */
export function ownerWords(owner: string): string {
  const at = owner.indexOf('/')
  const root = (at < 0 ? owner : owner.slice(0, at)).slice(0, 12)
  return at < 0 ? root : `${root}, branch ${owner.slice(at + 1)}`
}
