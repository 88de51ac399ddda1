import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DesiredState, StackPolicy } from '@kesako/core'
import { convertFiles } from '../oracle/convert-case.ts'
import { type OracleCase, readCase, readCases, TESTDATA } from '../oracle/oracle-case.ts'
import { WORKING_DIRECTORY } from '../oracle/record-cli.ts'

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
  const { desired, policy } = convertFiles({ ...given, stack }, workingDirectory)
  return desired === undefined ? undefined : { given, desired, policy }
}
