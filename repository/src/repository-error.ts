/** What went wrong with the stacks repository; stable, for problem documents and exit codes. */
export type RepositoryErrorCode =
  | 'git-missing'
  | 'git-failed'
  | 'git-timed-out'
  | 'git-output-too-large'
  | 'not-a-repository'
  | 'revision-unknown'
  | 'object-missing'
  | 'file-too-large'
  | 'too-many-stacks'
  | 'path-refused'
  | 'branch-refused'
  | 'repository-read-only'
  | 'repository-closed'
  | 'journal-busy'
  /** The address of a remote is not taken. */
  | 'remote-refused'
  /** A file that opens a remote is missing, unfit, or open to others. */
  | 'remote-credential'
  | 'remote-unreachable'
  | 'remote-access-denied'
  | 'remote-not-trusted'
  | 'remote-too-large'
  /** The remote was reached and takes no such push. */
  | 'push-declined'

/** Thrown when the repository itself can't be read or written. What is wrong with a stack is a Problem instead. */
export class RepositoryError extends Error {
  readonly code: RepositoryErrorCode
  readonly remedy: string

  constructor(code: RepositoryErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'RepositoryError'
    this.code = code
    this.remedy = remedy
  }
}
