import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tryProgram } from '../lab/run-program.ts'

/** A docker CLI that is new enough to compare with. */
export interface Cli {
  /** Absolute path. */
  readonly program: string
  /** Such as `28.2.2`. */
  readonly version: string
}

/** Files are read the way that this version reads them. */
export const OLDEST_MAJOR = 28

/**
 * The docker CLI that `KESAKO_ORACLE_CLI` names, else the one in PATH. Gives a sentence that says
 * what to do where there is none, or an old one.
 */
export async function findCli(env: NodeJS.ProcessEnv): Promise<Cli | { readonly refusal: string }> {
  const wanted = `Install version ${OLDEST_MAJOR} or later (a static binary is enough), or name one in KESAKO_ORACLE_CLI.`
  const program = env['KESAKO_ORACLE_CLI'] ?? inPath(env['PATH'] ?? '')
  if (program === undefined) return { refusal: `There is no docker CLI in PATH. ${wanted}` }
  const asked = await tryProgram(program, ['--version']).catch(() => undefined)
  const version = /^Docker version (\d+\.\d+\.\d+\S*?),?\s/.exec(asked?.stdout ?? '')?.[1]
  if (version === undefined) {
    return { refusal: `${program} does not say that it is a docker CLI. ${wanted}` }
  }
  if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
    return { refusal: `The docker CLI ${program} has version ${version}. ${wanted}` }
  }
  return { program, version }
}

function inPath(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'docker'))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
