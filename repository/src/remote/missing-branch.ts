import type { Head } from '../repository-api.ts'
import { RepositoryError } from '../repository-error.ts'
import { branchRef } from '../git/branch-name.ts'
import type { Remote } from './remote-api.ts'
import { IDENTITY_REF } from './remote-journal.ts'

/** A mirror without a branch says nothing of its remote as long as that wasn't reached. */
export function headBeforeContact(head: Head, remote: Remote): Head {
  if (head.kind !== 'no-branch') return head
  const reason = remote.state().trouble?.reason ?? `${remote.url} was not looked at yet.`
  return { kind: 'unreadable', reason }
}

/** A branch that was there and is gone is a person's affair; only a repository that never had one gets a first commit. */
export async function refuseNewBranch(
  url: string,
  branch: string,
  refId: (ref: string) => Promise<string | undefined>,
): Promise<void> {
  const [head, identity] = await Promise.all([refId(branchRef(branch)), refId(IDENTITY_REF)])
  if (head !== undefined || identity === undefined) return
  throw new RepositoryError(
    'push-declined',
    `The branch ${branch} is gone from ${url}, and Kesako does not make it anew.`,
    'Push the branch again, with the history that it had.',
  )
}
