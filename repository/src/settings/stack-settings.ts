import type { Problem, StackPolicy } from '@kesako/core'
import { z } from 'zod'
import { documentProblems } from './document-problems.ts'
import { parseDuration } from './duration.ts'
import { readJsonDocument } from './placed-document.ts'

/** `stack-<stack>.json`. */
export interface StackSettings {
  /** Default true. False removes the stack from the swarm and keeps its files. */
  readonly enabled: boolean
  readonly env: ReadonlyMap<string, string>
  readonly stackDefinition?: string
  readonly options?: Readonly<Record<string, unknown>>
  /** Only the keys that the file has: they win over `x-kesako`, which wins over the defaults. */
  readonly policy: Partial<StackPolicy>
}

export interface SettingsRead {
  /** What could be read; defaults when the file is broken, so that a broken file never disables a stack. */
  readonly settings: StackSettings
  readonly problems: readonly Problem[]
}

export const DEFAULT_SETTINGS: StackSettings = { enabled: true, env: new Map(), policy: {} }

const LONGEST_DEADLINE_MS = 24 * 3_600_000

const Deadline = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text)
  if (milliseconds !== undefined && milliseconds >= 1_000 && milliseconds <= LONGEST_DEADLINE_MS) {
    return milliseconds
  }
  context.addIssue('expected a duration between 1s and 24h, such as "90s" or "5m".')
  return z.NEVER
})

const VariableName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/u, 'is no name of a variable: letters, digits and underscores.')

const Settings = z.strictObject({
  enabled: z.boolean().default(true),
  env: z.record(VariableName, z.string()).default({}),
  stackDefinition: z.string().min(1, 'expected the name of a stack definition.').optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  adopt: z.boolean().optional(),
  replace: z.boolean().optional(),
  rotate: z.boolean().optional(),
  resolveImage: z.enum(['changed', 'always', 'never']).optional(),
  deadline: Deadline.optional(),
  selfHeal: z.boolean().optional(),
  baseDirectory: z
    .string()
    .regex(
      /^\/(?!.*(?:^|\/)\.\.(?:\/|$))/u,
      'expected an absolute path on the nodes, without "..".',
    )
    .optional(),
})

/** Reads a settings file; unknown keys are refused, with their place. */
export function readStackSettings(file: string, bytes: Uint8Array): SettingsRead {
  const read = readJsonDocument(file, bytes)
  if (read.kind === 'broken') return { settings: DEFAULT_SETTINGS, problems: read.problems }
  const parsed = Settings.safeParse(read.document.value)
  if (!parsed.success) {
    const problems = documentProblems(read.document, parsed.error.issues, 'settings-invalid')
    return { settings: DEFAULT_SETTINGS, problems: problems.map(sayNotYet) }
  }
  const { enabled, env, stackDefinition, options, deadline, ...policy } = parsed.data
  const settings: StackSettings = {
    enabled,
    env: new Map(Object.entries(env)),
    ...(stackDefinition === undefined ? {} : { stackDefinition }),
    ...(options === undefined ? {} : { options }),
    policy: defined({ ...policy, deadlineMs: deadline }),
  }
  if (options === undefined || stackDefinition !== undefined) return { settings, problems: [] }
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

/** Keys of later versions. */
const ANNOUNCED: ReadonlySet<string | undefined> = new Set(['wave', 'dependsOn', 'ignore'])

function sayNotYet(problem: Problem): Problem {
  if (problem.code !== 'key-unknown' || !ANNOUNCED.has(problem.path)) return problem
  return {
    ...problem,
    code: 'not-supported-yet',
    message: `The key ${JSON.stringify(problem.path)} is not supported yet.`,
    remedy: 'Remove it for now.',
  }
}

/** The same object without keys that are undefined. */
function defined<T extends object>(
  object: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  // Object.fromEntries loses the types of the keys that it is given.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
