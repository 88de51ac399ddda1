import { nullId } from '../git/object-format.ts'
import type { Git } from '../git/git.ts'
import { RepositoryError } from '../repository-error.ts'
import { followBranch, type Mirror } from './follow-branch.ts'
import { publishCommit } from './publish-commit.ts'
import type { Remote, RemoteNews, RemoteState, RemoteTrouble } from './remote-api.ts'
import { createRemoteGit } from './remote-git.ts'
import { restoreJournal, saveJournal } from './remote-journal.ts'
import type { RemoteOptions } from './remote-options.ts'
import { inTurn, shareNext } from './take-turns.ts'

/** The remote of a repository that mirrors it, with what is known of it. */
export interface RemoteMirror {
  readonly remote: Remote
  /** True once the remote told where its branch is, in this process. */
  readonly isKnown: () => boolean
  /** Looks at the remote. Throws why that isn't possible. */
  readonly refresh: () => Promise<void>
  /** See {@link publishCommit}; `from` is undefined where there is no branch. */
  readonly publish: (from: string | undefined, to: string) => Promise<boolean>
  /** One after another. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly close: () => void
}

/** Moves after which Git is asked whether it is time to pack. */
const MOVES_UNTIL_PACKING = 50

export function createRemoteMirror(
  git: Git,
  path: string,
  ref: string,
  options: RemoteOptions,
): RemoteMirror {
  const closing = new AbortController()
  const { address: url, host } = options.url
  const remote = createRemoteGit(git, options, closing.signal)
  const mirror: Mirror = { path, git, ref, options, remote, onMoved }
  const listeners = new Set<(news: RemoteNews) => void>()
  const saved = new Map<string, string>()
  let state: RemoteState = { url }
  let restored = options.journalRefs === undefined
  let moves = 0
  let failure: unknown

  function tell(news: RemoteNews): void {
    for (const listener of listeners) listener(news)
  }

  function change(next: Omit<RemoteState, 'url'>): void {
    const before = state
    state = { url, ...next }
    const told = (one: RemoteState): string =>
      `${one.reachedAt !== undefined} ${one.trouble?.reason} ${one.journalTrouble?.reason}`
    if (told(before) !== told(state)) tell('state')
  }

  function troubleOf(error: unknown, before: RemoteTrouble | undefined): RemoteTrouble {
    const since = before?.since ?? new Date(options.now()).toISOString()
    if (error instanceof RepositoryError) {
      return { code: error.code, reason: error.message, remedy: error.remedy, since }
    }
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'git-failed', reason, remedy: 'Kesako tries again by itself.', since }
  }

  async function look(): Promise<RemoteState> {
    const { trouble, ...others } = state
    try {
      if (!restored && options.journalRefs !== undefined) {
        await restoreJournal(mirror, options.journalRefs)
        restored = true
      }
      await followBranch(mirror)
      failure = undefined
      change({ ...others, ...journalOf(state), reachedAt: new Date(options.now()).toISOString() })
    } catch (error) {
      failure = error
      change({ ...others, ...journalOf(state), trouble: troubleOf(error, trouble) })
    }
    return state
  }

  function onMoved(): void {
    if (++moves % MOVES_UNTIL_PACKING === 0) {
      git.run(['gc', '--auto', '--quiet'], { allow: 'any' }).catch(() => {})
    }
    tell('moved')
  }

  async function save(): Promise<RemoteState> {
    if (options.journalRefs === undefined || !restored) return state
    const { journalTrouble } = state
    try {
      await saveJournal(mirror, options.journalRefs, saved)
      const { journalTrouble: _, url: __, ...others } = state
      change(others)
    } catch (error) {
      change({ ...state, journalTrouble: troubleOf(error, journalTrouble) })
    }
    return state
  }

  const fetch = shareNext(look)
  return {
    remote: {
      url,
      host,
      state: () => state,
      fetch,
      saveJournal: shareNext(save),
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    isKnown: () => state.reachedAt !== undefined,
    async refresh() {
      await fetch()
      if (failure !== undefined) throw failure
    },
    async publish(from, to) {
      return publishCommit(mirror, from ?? nullId(await git.format()), to)
    },
    inTurn: inTurn(),
    close: () => closing.abort(),
  }
}

function journalOf({ journalTrouble }: RemoteState): Pick<RemoteState, 'journalTrouble'> {
  return journalTrouble === undefined ? {} : { journalTrouble }
}
