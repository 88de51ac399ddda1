/** Text of the settings with `enabled` as given, its other keys as they were; undefined when it says so already. */
export function withEnabled(text: string | undefined, enabled: boolean): string | undefined {
  const settings = text === undefined ? {} : readObject(text)
  const now = settings['enabled'] ?? true
  if (now === enabled) return undefined
  return `${JSON.stringify({ ...settings, enabled }, null, 2)}\n`
}

/** Text of the settings with these variables in `env`; undefined when it says so already. */
export function withVariables(
  text: string | undefined,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const settings = text === undefined ? {} : readObject(text)
  const before = settings['env']
  const env = typeof before === 'object' && before !== null ? { ...before } : {}
  const now = new Map(Object.entries(env))
  if ([...variables].every(([name, value]) => now.get(name) === value)) return undefined
  return `${JSON.stringify({ ...settings, env: { ...env, ...Object.fromEntries(variables) } }, null, 2)}\n`
}

/** Text of the settings with this definition and these options, its other keys as they were. */
export function withOptions(
  text: string | undefined,
  stackDefinition: string,
  options: Readonly<Record<string, unknown>>,
): string {
  const settings = text === undefined ? {} : readObject(text)
  return `${JSON.stringify({ ...settings, stackDefinition, options }, null, 2)}\n`
}

/** Throws SyntaxError on text that isn't a JSON object. */
function readObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('The settings are not a JSON object.')
  }
  return { ...value }
}
