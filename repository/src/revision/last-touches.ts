import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'
import { isAncestor } from './is-ancestor.ts'

/** The newest commit that touched each path, as far as history was walked. */
export interface Touches {
  readonly revision: string
  /** A higher rank is a newer commit. */
  readonly byPath: ReadonlyMap<string, Touch>
  readonly newestRank: number
}

export interface Touch {
  readonly commit: string
  readonly rank: number
}

/** Commits that the first walk looks at. */
const WALK = 5_000

/** One pass over history for all paths, then only over what came since: a `git log` for each stack would be slow. */
export async function readTouches(
  git: Git,
  revision: string,
  known: Touches | undefined,
): Promise<Touches> {
  if (known?.revision === revision) return known
  const base =
    known !== undefined && (await isAncestor(git, known.revision, revision)) ? known : undefined
  const { stdout } = await git.run(
    [
      'log',
      '-z',
      '--raw',
      '--no-renames',
      '--no-abbrev',
      '--format=%H',
      `--max-count=${WALK}`,
      revision,
      ...(base === undefined ? [] : [`^${base.revision}`]),
      '--',
    ],
    { maxBytes: 256 * 1024 * 1024 },
  )
  const found = parseTouches(stdout)
  const newestRank = (base?.newestRank ?? 0) + found.commits
  const byPath = new Map(base?.byPath)
  for (const [path, { commit, age }] of found.byPath) {
    byPath.set(path, { commit, rank: newestRank - age })
  }
  return { revision, byPath, newestRank }
}

/** Reads `git log -z --raw --format=%H`, newest commit first. `age` counts commits from the newest. */
export function parseTouches(output: Buffer): {
  readonly commits: number
  readonly byPath: ReadonlyMap<string, { readonly commit: string; readonly age: number }>
} {
  const tokens = output.toString('utf8').split('\0')
  const byPath = new Map<string, { readonly commit: string; readonly age: number }>()
  let commit = ''
  let commits = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = (tokens[at] ?? '').replace(/^\n/u, '')
    if (token.startsWith(':')) {
      const path = tokens[++at] ?? ''
      if (!byPath.has(path)) byPath.set(path, { commit, age: commits - 1 })
    } else if (isObjectId(token)) {
      commit = token
      commits++
    }
  }
  return { commits, byPath }
}
