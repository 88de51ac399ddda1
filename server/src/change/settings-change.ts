/** Text of the settings with `enabled` as given, its other keys as they were; undefined when it says so already. */
export function withEnabled(text: string | undefined, enabled: boolean): string | undefined {
  const settings = text === undefined ? {} : readObject(text)
  const now = settings['enabled'] ?? true
  if (now === enabled) return undefined
  return `${JSON.stringify({ ...settings, enabled }, null, 2)}\n`
}

/** Throws SyntaxError on text that isn't a JSON object. */
function readObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('The settings are not a JSON object.')
  }
  return { ...value }
}
