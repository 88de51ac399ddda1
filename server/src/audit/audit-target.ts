/** Values of a body that say what a write is about; everything else, secrets among it, stays out. */
const NAMES = ['name', 'role', 'stack', 'stacks', 'revision', 'service'] as const

/** What a call was made for: the parameters of its path, whether it was a dry run, and names in its body. */
export function auditTarget(call: {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}): Readonly<Record<string, string>> {
  return {
    ...texts(call.body, NAMES),
    ...texts(call.query, ['dryRun']),
    ...texts(call.params, undefined),
  }
}

function texts(
  value: unknown,
  only: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  const pairs = Object.entries(value).flatMap(([key, found]): readonly [string, string][] => {
    if (only !== undefined && !only.includes(key)) return []
    const text = textOf(found)
    return text === undefined ? [] : [[key, text]]
  })
  return Object.fromEntries(pairs)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.slice(0, 300)
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return undefined
  const names = value.slice(0, 20).filter((item) => typeof item === 'string')
  return names.join(' ').slice(0, 300)
}
