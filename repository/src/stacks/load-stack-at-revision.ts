import type { DefinitionState, FileRead, LoadedStack, Problem } from '@kesako/core'
import {
  convertStack,
  DEFAULT_STACK_POLICY,
  envFileNames,
  hasErrors,
  layerPolicy,
} from '@kesako/core'
import { definitionPath, isDefinitionName } from '../definitions/definition-path.ts'
import { stackDefinitionState } from '../definitions/stack-definition-state.ts'
import type { StackAtRevision } from '../repository-api.ts'
import { variableSources } from './variable-sources.ts'
import type { RevisionFiles } from '../revision/revision-files.ts'
import { readPath } from '../revision/revision-files.ts'
import { readStackSettings } from '../settings/stack-settings.ts'
import type { ChosenFiles } from './choose-files.ts'
import type { Digest, Input } from './inputs-digest.ts'
import { digestInputs, inputsKey } from './inputs-digest.ts'
import type { ReadStack } from './read-stack.ts'
import { readStack } from './read-stack.ts'

export interface ContentCache<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/** What earlier loads found; every key is made of content, so that it is true for any revision. */
export interface LoadCaches {
  /** By the stack's own files and the variables given. */
  readonly reads: ContentCache<Promise<ReadStack>>
  /** By the inputs digest. */
  readonly stacks: ContentCache<Promise<StackAtRevision>>
  /** The definition that settings name, by their content. */
  readonly definitionNames: ContentCache<Promise<string | undefined>>
  /** By Compose file, settings and definition. */
  readonly definitionStates: ContentCache<Promise<DefinitionState>>
  /** Names in an env file, by its content. */
  readonly names: ContentCache<Promise<readonly string[]>>
}

export interface LoadContext {
  readonly files: RevisionFiles
  readonly caches: LoadCaches
  readonly digest: Digest
  readonly variables: ReadonlyMap<string, string>
  /** Digest of `variables`. */
  readonly variablesKey: string
}

/** Loads one stack of a revision; what earlier loads read of the same content is not read again. */
export async function loadStackAtRevision(
  chosen: ChosenFiles,
  context: LoadContext,
): Promise<StackAtRevision> {
  const { files, caches, digest } = context
  const own = chosen.candidates.map((path): Input => ({ path, found: files.find(path) }))
  const definition = await definitionInput(chosen, context)
  // A Compose file that is there is deployed as it is, whatever became of the definition.
  const sources =
    definition === undefined || chosen.compose !== undefined ? own : [...own, definition.input]
  const ownKey = `${chosen.name} ${context.variablesKey} ${inputsKey(sources)}`
  const read = await once(caches.reads, ownKey, () =>
    readStack(chosen, files, context.variables, digest),
  )
  const references = [...new Set((read.loaded?.references ?? []).map(({ path }) => path))]
  const inputs = [
    ...sources,
    ...references
      .filter((path) => !sources.some((source) => source.path === path))
      .map((path): Input => ({ path, found: files.find(path) })),
  ]
  const used =
    read.loaded === undefined ? new Map() : await usedVariables(read, read.loaded, context)
  const inputsDigest = digestInputs(digest, inputs, used)
  const stack = await once(caches.stacks, `${chosen.name} ${inputsDigest}`, () =>
    convert(chosen, read, { references, inputs, inputsDigest, used }, files),
  )
  if (definition === undefined) return stack
  const key = `${chosen.name} ${inputsKey([...own, definition.input])}`
  const state = await once(caches.definitionStates, key, () =>
    stackDefinitionState(chosen, files, digest),
  )
  return { ...stack, definition: { name: definition.name, state } }
}

/** The definition that a stack's settings name, and its file. */
async function definitionInput(
  { settings }: ChosenFiles,
  { files, caches }: LoadContext,
): Promise<{ readonly name: string; readonly input: Input } | undefined> {
  if (settings === undefined) return undefined
  const name = await once(caches.definitionNames, `${settings.path} ${settings.id}`, async () => {
    const { settings: said } = readStackSettings(settings.path, await files.read(settings))
    return said.stackDefinition
  })
  if (name === undefined) return undefined
  // A name that is none leads to no file.
  const path = isDefinitionName(name) ? definitionPath(name) : ''
  return { name, input: { path, found: path === '' ? { kind: 'missing' } : files.find(path) } }
}

/** Variables that the Compose file names, and those whose value an env file leaves to the variables. */
async function usedVariables(
  read: ReadStack,
  loaded: LoadedStack,
  { files, caches }: LoadContext,
): Promise<ReadonlyMap<string, string | undefined>> {
  const used = new Map(loaded.variables)
  for (const { path, use } of loaded.references) {
    const found = files.find(path)
    if (use !== 'env-file' || found.kind !== 'file') continue
    const names = await once(caches.names, found.entry.id, async () =>
      envFileNames(await files.read(found.entry)),
    )
    for (const name of names) {
      const value = read.variables.get(name)
      if (value !== undefined) used.set(name, value)
    }
  }
  return used
}

async function convert(
  chosen: ChosenFiles,
  read: ReadStack,
  {
    references,
    inputs,
    inputsDigest,
    used,
  }: {
    readonly references: readonly string[]
    readonly inputs: readonly Input[]
    readonly inputsDigest: string
    readonly used: ReadonlyMap<string, string | undefined>
  },
  files: RevisionFiles,
): Promise<StackAtRevision> {
  const { loaded, settings } = read
  const contents = new Map<string, FileRead>()
  await Promise.all(references.map(async (path) => contents.set(path, await readPath(files, path))))
  const converted = loaded === undefined ? undefined : convertStack(loaded, contents)
  const problems = distinct([
    ...read.problems,
    ...(loaded?.problems ?? []),
    ...(converted?.problems ?? []),
  ])
  const desired = settings.enabled && !hasErrors(problems) ? converted?.desired : undefined
  return {
    name: chosen.name,
    enabled: settings.enabled,
    ...(chosen.compose === undefined ? {} : { composePath: chosen.compose.path }),
    ...(chosen.settings === undefined ? {} : { settingsPath: chosen.settings.path }),
    inputs: inputs
      .map(({ path }) => path)
      .filter((path) => path !== '')
      .toSorted(),
    inputsDigest,
    policy: loaded?.policy ?? layerPolicy(DEFAULT_STACK_POLICY, settings.policy),
    ...(loaded === undefined || loaded.needs.size === 0 ? {} : { needs: loaded.needs }),
    ...(loaded === undefined ? {} : { variables: variableSources(chosen, read, used) }),
    ...(desired === undefined ? {} : { desired }),
    ...(hasErrors(problems) || converted?.privileges === undefined
      ? {}
      : { privileges: converted.privileges }),
    problems,
  }
}

/** Conversion may repeat what loading said. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

/** The cached promise, or a new one; one that failed is asked again. */
async function once<V>(
  cache: ContentCache<Promise<V>>,
  key: string,
  make: () => Promise<V>,
): Promise<V> {
  const known = cache.get(key)
  if (known !== undefined) {
    // Another load may have failed to read; this one has its own try.
    const settled = await known.then(
      (value) => ({ value }),
      () => undefined,
    )
    if (settled !== undefined) return settled.value
  }
  const made = make()
  cache.set(key, made)
  return made
}
