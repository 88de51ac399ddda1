import { hasErrors, type Problem } from '../../problem.ts'
import { flagOf, optionsOf, textOf } from '../model/fields.ts'
import { settingsSchema } from '../schema/settings-schema.ts'
import { validate } from '../schema/validate.ts'
import { NEWEST } from '../version.ts'
import type { Node } from '../yaml/node.ts'
import type { PolicyPart } from './policy-part.ts'
import { readStackPart } from './read-policy-part.ts'

/** What `stack-<stack>.json` says, but for the options of a definition. */
export interface Settings {
  readonly enabled: boolean
  readonly env: ReadonlyMap<string, string>
  readonly stackDefinition?: string
  readonly policy: PolicyPart
}

export interface SettingsResult {
  /** Absent when a problem is an error. */
  readonly settings?: Settings
  readonly problems: readonly Problem[]
}

/** Reads the document of a settings file; a key or value that it can't have is a problem with its place. */
export function readSettings(root: Node): SettingsResult {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const node = validate(root, settingsSchema, NEWEST, report)
  if (node === undefined || hasErrors(problems)) return { problems }
  const stackDefinition = textOf(node, 'stackDefinition')
  const settings = {
    enabled: flagOf(node, 'enabled') ?? true,
    env: new Map(Object.entries(optionsOf(node, 'env') ?? {})),
    ...(stackDefinition !== '' && { stackDefinition }),
    policy: readStackPart(node, ''),
  }
  return { settings, problems }
}
