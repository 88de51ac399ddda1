import type { Actor } from '@kesako/core'
import type { FileChange, RevisionState } from '@kesako/repository'
import type { Caller } from '../access/caller.ts'
import { requireChange } from '../access/require-change.ts'
import { authorOf } from './author.ts'
import { alwaysOvertaken } from './conflict.ts'
import { type HeadState, readHead } from './read-head.ts'
import { writeTrailers, type WriteAction } from './trailers.ts'
import { filesInvalid, type WriteParts } from './write-stack.ts'

/** One change of files that belong to no single stack, to become a commit. */
export interface FilesWrite {
  readonly action: WriteAction
  readonly message: string
  readonly actor: Actor
  readonly caller: Caller
  readonly dryRun: boolean
  /** The changes against the head, and the stacks that they are about. */
  readonly changes: (head: HeadState) => Promise<{
    readonly files: readonly FileChange[]
    readonly stacks: readonly string[]
  }>
}

export interface WrittenFiles {
  readonly head: HeadState
  readonly files: readonly FileChange[]
  readonly stacks: readonly string[]
  /** Absent for a dry run, and where Git says so already. */
  readonly revision?: string
}

/** Attempts to commit while commits from elsewhere come in between. */
const ATTEMPTS = 5

/** Validates and commits; a change is made again on the new head when a commit came in between. */
export async function writeFiles(parts: WriteParts, write: FilesWrite): Promise<WrittenFiles> {
  return write.dryRun ? prepare(parts, write) : parts.turns.take(() => commit(parts, write))
}

async function prepare({ repository }: WriteParts, write: FilesWrite): Promise<WrittenFiles> {
  const head = await readHead(repository)
  const { files, stacks } = await write.changes(head)
  await requireChange(repository, write.caller, head, files)
  const preview = await repository.preview(head.revision, files)
  refuseBroken(head.state, preview)
  return { head, files, stacks }
}

/** Throws for the first stack that has errors with the changes and had none without. */
function refuseBroken(before: RevisionState, after: RevisionState): void {
  const sound = new Set(before.stacks.filter((stack) => !isBroken(stack)).map(({ name }) => name))
  const broken = after.stacks.find((stack) => isBroken(stack) && sound.has(stack.name))
  if (broken !== undefined) throw filesInvalid(broken.name, broken.problems)
}

function isBroken({ problems }: RevisionState['stacks'][number]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

async function commit(parts: WriteParts, write: FilesWrite): Promise<WrittenFiles> {
  for (let attempt = 1; ; attempt++) {
    const prepared = await prepare(parts, write)
    const { head, files, stacks } = prepared
    const result = await parts.repository.commit({
      changes: files,
      message: write.message,
      trailers: writeTrailers(write.action, stacks, write.actor),
      author: authorOf(write.actor.name),
      expectedHead: head.revision,
    })
    switch (result.kind) {
      case 'committed':
        return { ...prepared, revision: result.revision }
      case 'unchanged':
        return prepared
      case 'conflict':
        if (attempt < ATTEMPTS) break
        throw await alwaysOvertaken(parts.repository, head.revision, result.head, files)
    }
  }
}
