import { join } from 'node:path'
import type { World } from '../world.ts'

/** Where a Kesako process keeps what is its own. */
export interface DataFolder {
  readonly path: string
  /** The embedded forge's bare repository. */
  readonly repository: string
  /** Mode 0700: hashed tokens, the digest key. */
  readonly state: string
  /** What `up` made on this machine, so that `down --all` can undo it. */
  readonly upRecord: string
  /** Log of `up`; `serve` logs on stderr. */
  readonly log: string
  /** Log of an engine that `up` started. */
  readonly engineLog: string
  /** Names the running process. */
  readonly lock: string
}

/**
 * `--data`, else `KESAKO_DATA`, else `/var/lib/kesako` for root and
 * `$XDG_DATA_HOME/kesako` (default `~/.local/share/kesako`) for others.
 */
export function dataFolder(
  world: Pick<World, 'environment' | 'home' | 'workingDirectory'>,
  isRoot: boolean,
  option: string | undefined,
  resolve: (from: string, path: string) => string,
): DataFolder {
  const shared = world.environment['XDG_DATA_HOME'] ?? join(world.home, '.local/share')
  const chosen = option ?? world.environment['KESAKO_DATA']
  const path =
    chosen === undefined
      ? isRoot
        ? '/var/lib/kesako'
        : join(shared, 'kesako')
      : resolve(world.workingDirectory, chosen)
  return {
    path,
    repository: join(path, 'stacks.git'),
    state: join(path, 'state'),
    upRecord: join(path, 'up.json'),
    log: join(path, 'kesako.log'),
    engineLog: join(path, 'dockerd.log'),
    lock: join(path, 'kesako.pid'),
  }
}
