import type { RepositoryErrorCode } from '../repository-error.ts'

/** Why something on the remote is not as it should be. */
export interface RemoteTrouble {
  readonly code: RepositoryErrorCode
  readonly reason: string
  readonly remedy: string
  /** ISO 8601: since when without a break. */
  readonly since: string
}

export interface RemoteState {
  /** Without credentials. */
  readonly url: string
  /** ISO 8601: when it last told where its branch is. */
  readonly reachedAt?: string
  /** Why it can't be followed now; what was fetched last stays in force. */
  readonly trouble?: RemoteTrouble
  /** Why its copy of the journal is behind. */
  readonly journalTrouble?: RemoteTrouble
}

/** The branch on the remote was moved by others, or what is known of the remote changed. */
export type RemoteNews = 'moved' | 'state'

/** The Git remote whose branch says what shall run. */
export interface Remote {
  readonly url: string
  /** Host with its port, or `file`. */
  readonly host: string
  state(): RemoteState
  /**
   * Looks at its branch and fetches what is new; bounded in time. Never rejects: trouble is in the state. Requests
   * that come while one is under way share the next.
   */
  fetch(): Promise<RemoteState>
  /** Sends the entries of the journal that it doesn't have yet. Never rejects. */
  saveJournal(): Promise<RemoteState>
  subscribe(listener: (news: RemoteNews) => void): () => void
}
