import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a stack, what they are deployed with, and what is known about the outcome. */
export interface OracleCase {
  /** `<area>/<case>`, the folder's path in testdata. */
  readonly name: string
  readonly stack: string
  /** Every file by its path from the first Compose file's folder; folders stand for themselves. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Compose files among them, in the order of `-c`. */
  readonly composeFiles: readonly string[]
  /** Variables beside HOME and PATH. */
  readonly env: Readonly<Record<string, string>>
  /** What the case is about, where its name doesn't say it. */
  readonly note?: string
  /** A difference from the CLI that is kept on purpose. */
  readonly differs?: KeptDifference
  /** Why `docker stack config` prints a file that means something else than the one it read. */
  readonly configDiffers?: string
}

/** A difference that is kept on purpose; anything but exactly this is a disagreement. */
export type KeptDifference =
  /** The CLI deploys it, we refuse it with the problem of this code. */
  | { readonly kind: 'we-refuse'; readonly code: string; readonly reason: string }
  /** The CLI refuses it, we convert it. */
  | { readonly kind: 'we-accept'; readonly reason: string }
  /** Both convert it; these paths (`services.0.TaskTemplate…`) are not equal. */
  | { readonly kind: 'specs'; readonly paths: readonly string[]; readonly reason: string }

/** What `case.json` may say; all of it is optional. */
interface CaseSettings {
  readonly stack?: string
  readonly files?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly note?: string
  readonly differs?: KeptDifference
  readonly configDiffers?: string
}

export const GOLDEN = 'cli.json'
const SETTINGS = 'case.json'

export const TESTDATA = join(import.meta.dirname, 'testdata')

/** All cases `<root>/<area>/<case>/`, in the order of their names. */
export function readCases(root: string): readonly OracleCase[] {
  return folders(root).flatMap((area) =>
    folders(join(root, area)).map((name) => readCase(root, `${area}/${name}`)),
  )
}

export function readCase(root: string, name: string): OracleCase {
  const folder = join(root, name)
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((path) => path !== GOLDEN && path !== SETTINGS)
      .toSorted()
      .map((path) => [path, readFileSync(join(folder, path))] as const),
  )
  const { files: named, stack = 'S', env = {}, ...settings } = readSettings(join(folder, SETTINGS))
  const composeFiles = named ?? [...files.keys()].filter(isComposeFile)
  if (composeFiles.length === 0) throw new Error(`the case ${name} has no Compose file`)
  return { name, stack, files, composeFiles, env, ...settings }
}

function readSettings(path: string): CaseSettings {
  if (!existsSync(path)) return {}
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  // Written by hand beside the case.
  return parsed as CaseSettings
}

function isComposeFile(path: string): boolean {
  return /^docker-compose[^/]*\.(?:yml|yaml|json)$/.test(path)
}

function folders(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}
