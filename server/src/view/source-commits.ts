import type { CommitInfo, StackAtRevision, StacksRepository } from '@kesako/repository'

/** The newest commit of each stack's inputs at a revision, by stack; looked up once for each revision. */
export type SourceCommits = (
  revision: string,
  stacks: readonly StackAtRevision[],
) => Promise<ReadonlyMap<string, CommitInfo>>

export function createSourceCommits(repository: StacksRepository): SourceCommits {
  let revisionRead = ''
  let reading: Promise<ReadonlyMap<string, CommitInfo>> = Promise.resolve(new Map())

  async function read(
    revision: string,
    stacks: readonly StackAtRevision[],
  ): Promise<ReadonlyMap<string, CommitInfo>> {
    const found = await Promise.all(
      stacks.map(async ({ name, inputs }) => {
        const commit = await repository.lastCommit(revision, inputs)
        return commit === undefined ? [] : [[name, commit] as const]
      }),
    )
    return new Map(found.flat())
  }

  return async (revision, stacks) => {
    if (revision !== revisionRead) {
      revisionRead = revision
      reading = read(revision, stacks)
    }
    try {
      return await reading
    } catch (error) {
      if (revisionRead === revision) revisionRead = ''
      throw error
    }
  }
}
