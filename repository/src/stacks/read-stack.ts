import type { LoadedStack, Problem } from '@kesako/core'
import { DEFAULT_STACK_POLICY, hasErrors, loadStack } from '@kesako/core'
import type { RevisionFiles } from '../revision/revision-files.ts'
import type { StackSettings } from '../settings/stack-settings.ts'
import { DEFAULT_SETTINGS, readStackSettings } from '../settings/stack-settings.ts'
import { readVariablesFile } from '../settings/variables-file.ts'
import type { ChosenFiles } from './choose-files.ts'
import { stackVariables } from './stack-variables.ts'

/** A stack whose own files are read, before the files that these name. */
export interface ReadStack {
  readonly settings: StackSettings
  /** Absent when there is no Compose file, or settings or variables are broken, which it depends on. */
  readonly loaded?: LoadedStack
  readonly variables: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** Reads settings, variables and Compose file of one stack. */
export async function readStack(
  chosen: ChosenFiles,
  files: RevisionFiles,
  given: ReadonlyMap<string, string>,
): Promise<ReadStack> {
  const [composeBytes, settingsBytes, variablesBytes] = await Promise.all(
    [chosen.compose, chosen.settings, chosen.variables].map(async (entry) =>
      entry === undefined ? undefined : files.read(entry),
    ),
  )
  const read =
    chosen.settings === undefined || settingsBytes === undefined
      ? { settings: DEFAULT_SETTINGS, problems: [] }
      : readStackSettings(chosen.settings.path, settingsBytes)
  const own =
    chosen.variables === undefined || variablesBytes === undefined
      ? { variables: new Map<string, string | undefined>(), problems: [] }
      : readVariablesFile(chosen.variables.path, variablesBytes)
  const { settings } = read
  const variables = stackVariables(settings.env, own.variables, given)
  const problems: Problem[] = [...chosen.problems, ...read.problems, ...own.problems]
  if (!hasErrors(problems)) problems.push(...definitionProblems(chosen, settings))
  if (hasErrors(problems) || chosen.compose === undefined || composeBytes === undefined) {
    return { settings, variables, problems }
  }
  const loaded = loadStack({
    stack: chosen.name,
    sources: [{ path: chosen.compose.path, bytes: composeBytes }],
    variables,
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
    settings: settings.policy,
  })
  return { settings, variables, problems, loaded }
}

/** Settings without a Compose file name a definition, which this version does not render. */
function definitionProblems(chosen: ChosenFiles, settings: StackSettings): readonly Problem[] {
  const file = chosen.settings?.path ?? ''
  const place = { file, line: 1, column: 1 }
  const { stackDefinition } = settings
  if (chosen.compose !== undefined) {
    if (stackDefinition === undefined) return []
    return [
      {
        code: 'definition-not-rendered',
        severity: 'warning',
        message: `${chosen.compose.path} is deployed as it is; the stack definition ${JSON.stringify(stackDefinition)} is not rendered again.`,
        remedy: 'Commit the rendered Compose file whenever the options change.',
        place,
        path: 'stackDefinition',
      },
    ]
  }
  if (stackDefinition !== undefined) {
    return [
      {
        code: 'definition-unsupported',
        severity: 'error',
        message: `The stack ${chosen.name} asks for the stack definition ${JSON.stringify(stackDefinition)}, and stack definitions can't be rendered yet.`,
        remedy: `Commit docker-compose-${chosen.name}.yml beside the settings.`,
        place,
        path: 'stackDefinition',
      },
    ]
  }
  return [
    {
      code: 'compose-missing',
      severity: 'error',
      message: `The stack ${chosen.name} has settings and no Compose file.`,
      remedy: `Commit docker-compose-${chosen.name}.yml, or remove ${file}.`,
      place,
    },
  ]
}
