import type { FileChange } from '../repository-api.ts'
import { RepositoryError } from '../repository-error.ts'
import type { TreeListing } from '../revision/tree-listing.ts'

const LONGEST_PATH = 1_024

/** Throws for a path that leaves the repository or that Git itself would refuse, and for changes that contradict. */
export function checkChanges(changes: readonly FileChange[], listing: TreeListing): void {
  const seen = new Set<string>()
  for (const { path } of changes) {
    const wrong = wrongPath(path)
    if (wrong !== undefined) throw refused(path, wrong)
    if (seen.has(path)) throw refused(path, 'it is changed twice in one commit')
    seen.add(path)
  }
  const deleted = new Set(changes.filter(({ content }) => content === null).map(({ path }) => path))
  const files = new Set([...listing.entries.keys(), ...seen].filter((path) => !deleted.has(path)))
  for (const { path, content } of changes) {
    if (content === null) continue
    const above = folders(path).find((folder) => files.has(folder))
    if (above !== undefined) throw refused(path, `${above} is a file, not a folder`)
    const inside = [...files].find((file) => file.startsWith(`${path}/`))
    if (inside !== undefined) throw refused(path, `it is a folder, which holds ${inside}`)
  }
}

function wrongPath(path: string): string | undefined {
  if (path === '') return 'it is empty'
  if (path.length > LONGEST_PATH) return `it is longer than ${LONGEST_PATH} characters`
  if (path.startsWith('/')) return 'it is absolute'
  if (/[\p{Cc}\\]/u.test(path)) return 'it contains a backslash or a control character'
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'a part of it is empty, "." or ".."'
    if (/^(?:\.git|git~1)[ .]*$/iu.test(part)) return 'a part of it belongs to Git itself'
  }
  return undefined
}

function folders(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))
}

function refused(path: string, why: string): RepositoryError {
  return new RepositoryError(
    'path-refused',
    `The path ${JSON.stringify(path.slice(0, 200))} can't be committed: ${why}.`,
    'Name files by their path from the top of the stacks repository.',
  )
}
