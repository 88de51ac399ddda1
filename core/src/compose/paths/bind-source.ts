import type { Fault } from '../report.ts'
import { isWindowsAbsolute } from '../syntax/volume-spec.ts'
import type { Base } from './file-path.ts'
import { isAbsolute, joinPath, leaves } from './path-text.ts'

/**
 * The path on the nodes that a bind mounts. In a revision, `~` and relative sources start from
 * `baseDirectory` and mean nothing without one.
 */
export function bindSource(
  written: string,
  base: Base,
  baseDirectory: string | undefined,
): { readonly path: string } | Fault {
  const { origin } = base
  if (origin.kind === 'files') {
    const path = written.startsWith('~') ? written.replace('~', () => origin.home) : written
    const stays = isAbsolute(path) || isWindowsAbsolute(path)
    return { path: stays ? path : joinPath(base.folder, path) }
  }
  if (isAbsolute(written) || isWindowsAbsolute(written)) return { path: written }
  if (baseDirectory === undefined) {
    return {
      message: `the bind source "${written}" is relative, and the nodes have no folder of this repository`,
      remedy: 'Use a config, a named volume or an absolute path, or set x-kesako.baseDirectory.',
    }
  }
  const inside = joinPath('', written.replace(/^~\/?/, ''))
  if (leaves(inside)) {
    return {
      message: `the bind source "${written}" leaves the base directory`,
      remedy: 'Use an absolute path.',
    }
  }
  return { path: joinPath(baseDirectory, inside) }
}
