/** Where two values are not equal. */
export interface Difference {
  /** Dotted, with list indexes. */
  readonly path: string
  readonly message: string
}

/** Every place where our value is not the CLI's; the highest place where one of them is missing. */
export function differences(cli: unknown, ours: unknown, path: string): readonly Difference[] {
  if (Object.is(cli, ours)) return []
  if (Array.isArray(cli) && Array.isArray(ours) && cli.length === ours.length) {
    return cli.flatMap((item, index) => differences(item, ours[index], `${path}.${index}`))
  }
  if (isMapping(cli) && isMapping(ours)) {
    const keys = new Set([...Object.keys(cli), ...Object.keys(ours)])
    return [...keys].flatMap((key) => differences(cli[key], ours[key], `${path}.${key}`))
  }
  return [{ path, message: `${path}: the CLI has ${shown(cli)}, we have ${shown(ours)}` }]
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
