import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  convertStack,
  DEFAULT_STACK_POLICY,
  type DesiredState,
  type FileRead,
  loadStack,
  type StackPolicy,
} from '@kesako/core'
import { type OracleCase, readCase, readCases, TESTDATA } from '../oracle/oracle-case.ts'
import { environmentOf, HOME, WORKING_DIRECTORY } from '../oracle/record-cli.ts'

/** A case that converts, under the name of a stack of its own, so that many live on one swarm. */
export interface RoundTripCase {
  readonly given: OracleCase
  readonly desired: DesiredState
  readonly policy: StackPolicy
}

/** The oracle's cases and core's own, sorted by name, whether they convert or not. */
export function allCases(): readonly OracleCase[] {
  const root = fileURLToPath(new URL('../../core/src/compose/testdata', import.meta.url))
  const core = readdirSync(root).map((name) => {
    const given = readCase(root, name)
    return { ...given, name: `core/${name}`, stack: 'S', env: coreVariables(join(root, name)) }
  })
  return [...readCases(TESTDATA), ...core].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function coreVariables(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'case.json')
  if (!existsSync(path)) return {}
  // Written by hand beside the case.
  const settings = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly variables?: Readonly<Record<string, string>>
  }
  return settings.variables ?? {}
}

/** The case as a stack of this name, read as the docker CLI reads it; undefined where it is refused. */
export function convertAs(
  given: OracleCase,
  stack: string,
  workingDirectory = WORKING_DIRECTORY,
): RoundTripCase | undefined {
  const variables = new Map(Object.entries(environmentOf(given)))
  const loaded = loadStack({
    stack,
    sources: given.composeFiles.map((file) => ({
      path: `${workingDirectory}/${file}`,
      bytes: given.files.get(file) ?? Buffer.alloc(0),
    })),
    variables,
    origin: {
      kind: 'files',
      workingDirectory: join(workingDirectory, given.composeFiles[0] ?? '', '..'),
      home: variables.get('HOME') ?? HOME,
    },
    policy: DEFAULT_STACK_POLICY,
  })
  const reads = loaded.references.map(
    ({ path }) => [path, readBelow(path, workingDirectory, given)] as const,
  )
  const { desired } = convertStack(loaded, new Map(reads))
  return desired === undefined ? undefined : { given, desired, policy: loaded.policy }
}

function readBelow(path: string, folder: string, { files }: OracleCase): FileRead {
  const bytes = path.startsWith(`${folder}/`) ? files.get(path.slice(folder.length + 1)) : undefined
  return bytes === undefined ? { kind: 'missing' } : { kind: 'file', bytes }
}
