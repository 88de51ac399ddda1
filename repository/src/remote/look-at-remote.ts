import { isObjectId } from '../git/object-format.ts'
import type { RemoteGit } from './remote-git.ts'

const MAX_BYTES = 1024 * 1024

/** The commit that a ref of the remote points to; undefined when there is no such ref. One `ls-remote`. */
export async function lookAtRemote(
  remote: RemoteGit,
  ref: string,
  timeoutMs: number,
): Promise<string | undefined> {
  const { stdout } = await remote.run({
    args: ['ls-remote', '--quiet', '--', remote.address, ref],
    timeoutMs,
    maxBytes: MAX_BYTES,
  })
  return readListing(stdout.toString('utf8')).get(ref)
}

/** Pure: the lines of `ls-remote`. A pattern also finds the refs that end with it. */
export function readListing(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [id = '', ref] = line.split('\t')
      return ref !== undefined && isObjectId(id) ? [[ref, id] as const] : []
    }),
  )
}
