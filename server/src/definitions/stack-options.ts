import type { StackAtRevision, StacksRepository } from '@kesako/repository'

type Options = Readonly<Record<string, unknown>>

/** The text of a stack's settings; undefined where it has none. */
export async function settingsText(
  repository: StacksRepository,
  revision: string | undefined,
  { settingsPath }: StackAtRevision,
): Promise<string | undefined> {
  if (revision === undefined || settingsPath === undefined) return undefined
  const bytes = await repository.readFile(revision, settingsPath)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

/** The options in the text of settings; none where they are broken. */
export function optionsOf(text: string | undefined): Options {
  try {
    const settings: unknown = JSON.parse(text ?? '{}')
    const options = isObject(settings) ? settings['options'] : undefined
    return isObject(options) ? options : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
