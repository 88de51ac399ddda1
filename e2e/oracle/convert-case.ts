import {
  convertStack,
  DEFAULT_STACK_POLICY,
  type FileRead,
  loadStack,
  type Problem,
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
  const sources = given.composeFiles.map((file) => ({
    path: `${WORKING_DIRECTORY}/${file}`,
    bytes: given.files.get(file) ?? Buffer.alloc(0),
  }))
  const first = given.composeFiles[0] ?? ''
  const slash = first.lastIndexOf('/')
  const below = slash === -1 ? '' : `/${first.slice(0, slash)}`
  const variables = new Map(Object.entries(environmentOf(given)))
  const loaded = loadStack({
    stack: given.stack,
    sources,
    variables,
    origin: {
      kind: 'files',
      workingDirectory: `${WORKING_DIRECTORY}${below}`,
      home: variables.get('HOME') ?? HOME,
    },
    policy: DEFAULT_STACK_POLICY,
  })
  const reads = new Map(loaded.references.map(({ path }) => [path, read(path, given)]))
  const { desired, problems } = convertStack(loaded, reads)
  return desired === undefined ? { problems } : { bodies: comparableBodies(desired), problems }
}

function read(path: string, { files }: OracleCase): FileRead {
  const below = path.slice(WORKING_DIRECTORY.length + 1)
  const bytes = path.startsWith(`${WORKING_DIRECTORY}/`) ? files.get(below) : undefined
  if (bytes !== undefined) return { kind: 'file', bytes }
  const folder = below === '' ? '' : `${below}/`
  return [...files.keys()].some((file) => file.startsWith(folder))
    ? { kind: 'directory' }
    : { kind: 'missing' }
}
