import { type Problem, readDefinition, type StackDefinition } from '@kesako/core'
import { RepositoryError } from '../repository-error.ts'
import type { RevisionFiles } from '../revision/revision-files.ts'
import { readPath } from '../revision/revision-files.ts'
import type { Digest } from '../stacks/inputs-digest.ts'
import { definitionOfPath } from './definition-path.ts'

/** A stack definition as a revision has it. */
export interface DefinitionAtRevision {
  readonly name: string
  /** Relative to the root. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Hex, of the file. */
  readonly digest: string
  /** Absent when a problem is an error. */
  readonly definition?: StackDefinition
  readonly problems: readonly Problem[]
}

const MOST_DEFINITIONS = 200

/** All stack definitions of a revision, or one, sorted by name. */
export async function listDefinitions(
  files: RevisionFiles,
  digest: Digest,
  only?: string,
): Promise<readonly DefinitionAtRevision[]> {
  const found = [...files.listing.entries.keys()].flatMap((path) => {
    const name = definitionOfPath(path)
    return name === undefined || (only !== undefined && name !== only) ? [] : [{ name, path }]
  })
  if (found.length > MOST_DEFINITIONS) {
    throw new RepositoryError(
      'too-many-stacks',
      `This revision has ${found.length} stack definitions, which is more than ${MOST_DEFINITIONS}.`,
      'Remove those that no stack uses.',
    )
  }
  const definitions = await Promise.all(
    found.map(async ({ name, path }): Promise<DefinitionAtRevision> => {
      const read = await readPath(files, path)
      if (read.kind === 'file') {
        const { bytes } = read
        return { name, path, bytes, digest: digest(bytes), ...readDefinition(path, bytes) }
      }
      return { name, path, bytes: new Uint8Array(), digest: '', problems: [unreadable(path)] }
    }),
  )
  return definitions.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function unreadable(file: string): Problem {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${file} is no file that is read: a link, or larger than 1 MiB.`,
    remedy: 'Commit a regular, smaller file.',
    place: { file, line: 1, column: 1 },
  }
}
