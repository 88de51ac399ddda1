/** What a file is to the stack that its path names. */
export type StackFileRole = 'compose' | 'settings' | 'variables'

/** The files of one stack by role; more than one path for a role is a problem of that stack. */
export interface StackFiles {
  readonly name: string
  readonly compose: readonly string[]
  readonly settings: readonly string[]
  readonly variables: readonly string[]
}

interface NamedFile {
  readonly stack: string
  readonly role: StackFileRole
}

const PATTERNS: readonly (readonly [StackFileRole, RegExp])[] = [
  ['compose', /^docker-compose-(?<stack>[^/]+)\.(?:yml|yaml|json)$/su],
  ['compose', /^stacks\/(?<stack>[^/]+)\/(?:docker-)?compose\.(?:yml|yaml|json)$/su],
  ['settings', /^stack-(?<stack>[^/]+)\.json$/su],
  ['settings', /^stacks\/(?<stack>[^/]+)\/stack\.json$/su],
  ['variables', /^stacks\/(?<stack>[^/]+)\/\k<stack>\.env$/su],
  ['variables', /^(?<stack>[^/]+)\.env$/su],
]

/**
 * Groups the paths of a revision by stack, sorted by name. A variables file alone makes no stack.
 */
export function findStackFiles(paths: Iterable<string>): readonly StackFiles[] {
  const found = new Map<string, Record<StackFileRole, string[]>>()
  for (const path of paths) {
    const file = stackFile(path)
    if (file === undefined) continue
    const files = found.get(file.stack) ?? { compose: [], settings: [], variables: [] }
    files[file.role].push(path)
    found.set(file.stack, files)
  }
  return [...found]
    .filter(([, files]) => files.compose.length + files.settings.length > 0)
    .map(([name, files]) => ({
      name,
      compose: files.compose.toSorted(),
      settings: files.settings.toSorted(),
      variables: files.variables.toSorted(),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The stack that a path belongs to by its name alone, if any. */
export function stackFile(path: string): NamedFile | undefined {
  for (const [role, pattern] of PATTERNS) {
    const stack = pattern.exec(path)?.groups?.['stack']
    if (stack !== undefined) return { stack, role }
  }
  return undefined
}
