import type { FileRead } from '@kesako/core'
import type { EntryKind } from '../repository-api.ts'

/** An entry of a revision's tree, as `git ls-tree -r -l` names it. */
export interface TreeEntry {
  readonly path: string
  readonly kind: EntryKind
  readonly executable: boolean
  readonly id: string
  readonly sizeBytes: number
}

/** All files of a revision by path relative to the root; folders only show in the paths. */
export interface TreeListing {
  readonly entries: ReadonlyMap<string, TreeEntry>
  /** Every folder that holds an entry, at any depth. */
  readonly folders: ReadonlySet<string>
}

/** Where a path leads in a revision, before anything is read. */
export type Lookup =
  | { readonly kind: 'file'; readonly entry: TreeEntry }
  | Exclude<FileRead, { readonly kind: 'file' }>

/** Files above this are never read: 1 MiB. Swarm takes no larger config or secret. */
export const MAX_FILE_BYTES = 1024 * 1024

/** Reads the output of `git ls-tree -r -z -l`. */
export function parseTreeListing(output: Buffer): TreeListing {
  const entries = new Map<string, TreeEntry>()
  for (const record of output.toString('utf8').split('\0')) {
    const match = /^(\d{6}) (?:blob|commit) ([0-9a-f]{40,64}) +(\d+|-)\t(.+)$/su.exec(record)
    if (match === null) continue
    const [, mode = '', id = '', size = '', path = ''] = match
    entries.set(path, {
      path,
      kind: mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file',
      executable: mode === '100755',
      id,
      sizeBytes: size === '-' ? 0 : Number(size),
    })
  }
  return listEntries(entries)
}

/** The listing of these entries, with the folders that their paths make. */
export function listEntries(entries: ReadonlyMap<string, TreeEntry>): TreeListing {
  const folders = new Set<string>()
  for (const path of entries.keys()) addFolders(folders, path)
  return { entries, folders }
}

/** Follows no link: a path through a symbolic link is that link. A submodule reads as a folder. */
export function lookup(listing: TreeListing, path: string): Lookup {
  const parts = path.split('/')
  if (path.startsWith('/') || parts.includes('..')) return { kind: 'outside' }
  const entry = listing.entries.get(path)
  if (entry !== undefined) return lookupEntry(entry)
  if (path === '' || path === '.' || listing.folders.has(path)) return { kind: 'directory' }
  for (let length = 1; length < parts.length; length++) {
    const above = listing.entries.get(parts.slice(0, length).join('/'))
    if (above?.kind === 'symlink') return { kind: 'symlink' }
  }
  return { kind: 'missing' }
}

function lookupEntry(entry: TreeEntry): Lookup {
  switch (entry.kind) {
    case 'symlink':
      return { kind: 'symlink' }
    case 'submodule':
      return { kind: 'directory' }
    case 'file':
      return entry.sizeBytes > MAX_FILE_BYTES
        ? { kind: 'too-large', sizeBytes: entry.sizeBytes, limitBytes: MAX_FILE_BYTES }
        : { kind: 'file', entry }
  }
}

function addFolders(folders: Set<string>, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at)
    if (folders.has(folder)) return
    folders.add(folder)
  }
}
