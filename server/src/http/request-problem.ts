import type { ProblemCode, ProblemExtras } from '@kesako/contract'

/** Ends a request with a problem document. */
export class RequestProblem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    detail: string,
    extras: ProblemExtras = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.name = 'RequestProblem'
    this.code = code
    this.extras = extras
    this.headers = headers
  }
}
