/*
 * Paths as text, with slashes, on every system: a revision and a swarm's nodes know no others.
 */

export function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash === -1) return ''
  return slash === 0 ? '/' : path.slice(0, slash)
}

/** Joins and removes `.`, `..` and doubled slashes; a relative result may start with `..`. */
export function joinPath(folder: string, path: string): string {
  const joined = folder === '' ? path : `${folder}/${path}`
  const kept: string[] = []
  for (const part of joined.split('/')) {
    if (part === '' || part === '.') continue
    const above = kept.at(-1)
    if (part !== '..') kept.push(part)
    else if (above !== undefined && above !== '..') kept.pop()
    else if (!isAbsolute(joined)) kept.push(part)
  }
  return `${isAbsolute(joined) ? '/' : ''}${kept.join('/')}`
}

/** True for a relative path that leaves the folder it starts from. */
export function leaves(path: string): boolean {
  return path === '..' || path.startsWith('../')
}
