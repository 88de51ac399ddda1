import type { LoadedStack, Problem } from '@kesako/core'
import { DEFAULT_STACK_POLICY, hasErrors, loadStack } from '@kesako/core'
import type { RevisionFiles } from '../revision/revision-files.ts'
import { renderedSource } from '../definitions/rendered-source.ts'
import type { SettingsRead, StackSettings } from '../settings/stack-settings.ts'
import { DEFAULT_SETTINGS, readStackSettings } from '../settings/stack-settings.ts'
import { readVariablesFile } from '../settings/variables-file.ts'
import type { ChosenFiles } from './choose-files.ts'
import type { Digest } from './inputs-digest.ts'
import { stackVariables } from './stack-variables.ts'

/** A stack whose own files are read, before the files that these name. */
export interface ReadStack {
  readonly settings: StackSettings
  /** Absent when there is no Compose file and none can be rendered, or settings or variables are broken, which it depends on. */
  readonly loaded?: LoadedStack
  readonly variables: ReadonlyMap<string, string>
  /** Names that `<stack>.env` gives a value. */
  readonly inFile: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

const DEFAULT_READ: SettingsRead = { settings: DEFAULT_SETTINGS, problems: [] }

/** Reads settings, variables and Compose file of one stack, or renders its definition. */
export async function readStack(
  chosen: ChosenFiles,
  files: RevisionFiles,
  given: ReadonlyMap<string, string>,
  digest: Digest,
): Promise<ReadStack> {
  const [composeBytes, settingsBytes, variablesBytes] = await Promise.all(
    [chosen.compose, chosen.settings, chosen.variables].map(async (entry) =>
      entry === undefined ? undefined : files.read(entry),
    ),
  )
  const read =
    chosen.settings === undefined || settingsBytes === undefined
      ? DEFAULT_READ
      : readStackSettings(chosen.settings.path, settingsBytes)
  const own =
    chosen.variables === undefined || variablesBytes === undefined
      ? { variables: new Map<string, string | undefined>(), problems: [] }
      : readVariablesFile(chosen.variables.path, variablesBytes)
  const { settings } = read
  const variables = stackVariables(settings.env, own.variables, given)
  const inFile = new Set(
    [...own.variables].flatMap(([name, value]) => (value === undefined ? [] : [name])),
  )
  const problems: Problem[] = [...chosen.problems, ...read.problems, ...own.problems]
  if (hasErrors(problems)) return { settings, variables, inFile, problems }
  const { source, problems: found } =
    chosen.compose === undefined || composeBytes === undefined
      ? await renderedSource(chosen, read, files, digest)
      : { source: { path: chosen.compose.path, bytes: composeBytes }, problems: [] }
  problems.push(...found)
  if (source === undefined) return { settings, variables, inFile, problems }
  const loaded = loadStack({
    stack: chosen.name,
    sources: [source],
    variables,
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
    settings: settings.policy,
  })
  return { settings, variables, inFile, problems, loaded }
}
