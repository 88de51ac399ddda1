import { dirname, join } from 'node:path'
import {
  type Converted,
  convertStack,
  DEFAULT_STACK_POLICY,
  type FileRead,
  loadStack,
  type Problem,
  type StackPolicy,
} from '@kesako/core'
import { type Bodies, comparableBodies } from './bodies.ts'
import type { OracleCase } from './oracle-case.ts'
import { environmentOf, HOME, WORKING_DIRECTORY } from './record-cli.ts'

/** What our converter made of a case. */
export interface OurAnswer {
  /** Absent where we refuse. */
  readonly bodies?: Bodies
  readonly problems: readonly Problem[]
}

export function convertCase(given: OracleCase): OurAnswer {
  const { desired, problems } = convertFiles(given)
  return desired === undefined ? { problems } : { bodies: comparableBodies(desired), problems }
}

/** Loads and converts the files of a case as if they lay in a folder, with what the stack's policy says. */
export function convertFiles(
  given: OracleCase,
  workingDirectory = WORKING_DIRECTORY,
): Converted & { readonly policy: StackPolicy } {
  const sources = given.composeFiles.map((file) => ({
    path: `${workingDirectory}/${file}`,
    bytes: given.files.get(file) ?? Buffer.alloc(0),
  }))
  const variables = new Map(Object.entries(environmentOf(given)))
  const loaded = loadStack({
    stack: given.stack,
    sources,
    variables,
    origin: {
      kind: 'files',
      workingDirectory: join(workingDirectory, dirname(given.composeFiles[0] ?? '')),
      home: variables.get('HOME') ?? HOME,
    },
    policy: DEFAULT_STACK_POLICY,
  })
  const reads = loaded.references.map(
    ({ path }) => [path, readBelow(path, workingDirectory, given)] as const,
  )
  return { ...convertStack(loaded, new Map(reads)), policy: loaded.policy }
}

function readBelow(path: string, root: string, { files }: OracleCase): FileRead {
  const below = path.slice(root.length + 1)
  const bytes = path.startsWith(`${root}/`) ? files.get(below) : undefined
  if (bytes !== undefined) return { kind: 'file', bytes }
  const folder = below === '' ? '' : `${below}/`
  return [...files.keys()].some((file) => file.startsWith(folder))
    ? { kind: 'directory' }
    : { kind: 'missing' }
}
