import type { CommitAnswer } from '@kesako/contract'
import { unifiedDiff } from '@kesako/core'
import type { FileChange, StacksRepository } from '@kesako/repository'

/** What a commit of these changes would put into the repository, and how that differs from the head. */
export async function renderedFiles(
  repository: StacksRepository,
  head: string | undefined,
  changes: readonly FileChange[],
): Promise<Required<Pick<CommitAnswer, 'files' | 'diff'>>> {
  const versions = await Promise.all(
    changes.map(async ({ path, content }) => {
      const before = head === undefined ? undefined : await repository.readFile(head, path)
      return { path, before: textOf(before), after: textOf(content ?? undefined) }
    }),
  )
  const changed = versions.filter(({ before, after }) => before !== after)
  return {
    files: changed.map(({ path, after }) => ({ path, content: after })),
    diff: unifiedDiff(changed),
  }
}

function textOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : new TextDecoder().decode(bytes)
}
