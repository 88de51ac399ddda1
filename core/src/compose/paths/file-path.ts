import type { Origin } from '../compose-api.ts'
import type { Fault } from '../report.ts'
import { folderOf, isAbsolute, joinPath, leaves } from './path-text.ts'

/** What relative paths of a stack start from. */
export interface Base {
  readonly origin: Origin
  /** Of the first Compose file: relative to the root of a revision, absolute for files of a person. */
  readonly folder: string
}

export function baseOf(origin: Origin, firstFile: string): Base {
  const folder = folderOf(firstFile)
  switch (origin.kind) {
    case 'revision':
      return { origin, folder }
    case 'files':
      return { origin, folder: origin.workingDirectory }
  }
}

/** The path of a config, secret or env file as it is read; says why where it may not be. */
export function filePath(written: string, base: Base): { readonly path: string } | Fault {
  if (base.origin.kind === 'files') {
    return { path: isAbsolute(written) ? written : joinPath(base.folder, written) }
  }
  if (isAbsolute(written)) {
    return {
      message: `"${written}" is an absolute path; files come from the repository`,
      remedy: 'Commit the file and name it relative to the Compose file.',
    }
  }
  const path = joinPath(base.folder, written)
  if (leaves(path)) {
    return {
      message: `"${written}" leaves the repository`,
      remedy: 'Commit the file inside the repository.',
    }
  }
  return { path }
}
