/** What keeps a server from starting; stable, for exit messages. */
export type ServerErrorCode =
  | 'state-unreadable'
  | 'listen-refused'
  | 'listen-failed'
  | 'hook-foreign'
  | 'page-unreadable'

/** Thrown by `startServer` and `openState`. What is wrong with a request is a RequestProblem instead. */
export class ServerError extends Error {
  readonly code: ServerErrorCode
  readonly remedy: string

  constructor(code: ServerErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ServerError'
    this.code = code
    this.remedy = remedy
  }
}
