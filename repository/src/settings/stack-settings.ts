import {
  type Place,
  type PolicyPart,
  presentProblems,
  type Problem,
  readSettings,
} from '@kesako/core'
import { MAX_PROBLEMS } from './document-problems.ts'
import { readJsonDocument } from './placed-document.ts'

/** `stack-<stack>.json`. */
export interface StackSettings {
  /** Default true. False removes the stack from the swarm and keeps its files. */
  readonly enabled: boolean
  readonly env: ReadonlyMap<string, string>
  readonly stackDefinition?: string
  readonly options?: Readonly<Record<string, unknown>>
  /** Only the keys that the file has: they win over `x-kesako`, which wins over the defaults. */
  readonly policy: PolicyPart
}

export interface SettingsRead {
  /** What could be read; defaults when the file is broken, so that a broken file never disables a stack. */
  readonly settings: StackSettings
  /** Of each option. */
  readonly optionPlaces?: ReadonlyMap<string, Place>
  readonly problems: readonly Problem[]
}

export const DEFAULT_SETTINGS: StackSettings = {
  enabled: true,
  env: new Map(),
  policy: { values: {}, waves: new Map(), mentions: [] },
}

/** Reads a settings file; unknown keys are refused, with their place. */
export function readStackSettings(file: string, bytes: Uint8Array): SettingsRead {
  const read = readJsonDocument(file, bytes)
  if (read.kind === 'broken') return { settings: DEFAULT_SETTINGS, problems: read.problems }
  const { settings: said, problems } = readSettings(read.document.node)
  if (said === undefined) {
    return {
      settings: DEFAULT_SETTINGS,
      problems: presentProblems(problems.slice(0, MAX_PROBLEMS).map(ofSettings)),
    }
  }
  const options = optionsIn(read.document.value)
  const settings: StackSettings = { ...said, ...(options === undefined ? {} : { options }) }
  if (options === undefined) return { settings, problems: [] }
  if (said.stackDefinition !== undefined) {
    const { document } = read
    const optionPlaces = new Map(
      Object.keys(options).map((name) => [name, document.placeOfKey(['options'], name)]),
    )
    return { settings, optionPlaces, problems: [] }
  }
  const problem: Problem = {
    code: 'options-without-definition',
    severity: 'error',
    message: `${file} has options and names no stackDefinition that takes them.`,
    remedy: 'Add "stackDefinition", or put variables of the Compose file under "env".',
    place: read.document.placeOfKey([], 'options'),
    path: 'options',
  }
  return { settings, problems: [problem] }
}

function optionsIn(document: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof document !== 'object' || document === null || !('options' in document))
    return undefined
  // The schema has seen that it is an object.
  return document.options as Readonly<Record<string, unknown>>
}

/** Under the codes that problems of settings have. */
function ofSettings(problem: Problem): Problem {
  switch (problem.code) {
    case 'unknown-key':
      return { ...problem, code: 'key-unknown' }
    default:
      return { ...problem, code: 'settings-invalid' }
  }
}
