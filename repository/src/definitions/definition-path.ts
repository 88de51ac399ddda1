/** As stacks are named. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}$/u
const FILE = /^definitions\/(?<name>[^/]+)\/docker-compose-template\.yml$/u

export function isDefinitionName(name: string): boolean {
  return NAME.test(name)
}

/** Where the file of a stack definition is; the name is one by `isDefinitionName`. */
export function definitionPath(name: string): string {
  return `definitions/${name}/docker-compose-template.yml`
}

/** The definition whose file this is, if any. */
export function definitionOfPath(path: string): string | undefined {
  const name = FILE.exec(path)?.groups?.['name']
  return name !== undefined && isDefinitionName(name) ? name : undefined
}
