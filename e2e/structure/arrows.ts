/** Which workspace may import which. There are no other arrows. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contract: ['core'],
  engine: ['core'],
  repository: ['core'],
  deploy: ['core', 'engine', 'repository'],
  server: ['core', 'contract', 'engine', 'repository', 'deploy'],
  cli: ['core', 'contract', 'engine', 'repository', 'deploy', 'server'],
  ui: ['core', 'contract'],
}

/** Workspaces that run in a browser too: nothing of Node may be imported there. */
export const WITHOUT_NODE: readonly string[] = ['core', 'contract', 'ui']

/** Every module name that a source text imports, exports from, or loads by `import()`. */
export function importsOf(source: string): readonly string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g
  return [...source.matchAll(pattern)].map((match) => match[1] ?? '')
}

/** Why an import of a file in `workspace` is not allowed; undefined when it is. */
export function violation(workspace: string, imported: string): string | undefined {
  const target = /^@kesako\/([^/]+)/.exec(imported)?.[1]
  if (target !== undefined && target !== workspace && !ARROWS[workspace]?.includes(target)) {
    return `${workspace} may not import ${target}`
  }
  if (WITHOUT_NODE.includes(workspace) && imported.startsWith('node:')) {
    return `${workspace} may not import ${imported}`
  }
  return undefined
}
