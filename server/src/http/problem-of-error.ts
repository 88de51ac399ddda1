import {
  problemDocument,
  type ProblemCode,
  type ProblemDocument,
  type ProblemItem,
} from '@kesako/contract'
import { EngineError } from '@kesako/engine'
import type { RepositoryError, RepositoryErrorCode } from '@kesako/repository'
import { z } from 'zod'
import { RequestProblem } from './request-problem.ts'

/** What a failed request answers, and whether it is the server's own fault. */
export interface AnsweredError {
  readonly document: ProblemDocument
  readonly headers: Readonly<Record<string, string>>
  /** True when nobody foresaw it: to be logged with its stack. */
  readonly unexpected: boolean
}

/** Maps every error to a problem document. What isn't foreseen says nothing of the inside. */
export function problemOfError(error: unknown): AnsweredError {
  if (error instanceof RequestProblem) {
    const document = problemDocument(error.code, error.message, error.extras)
    return { document, headers: error.headers, unexpected: false }
  }
  if (error instanceof z.ZodError) return foreseen(requestInvalid(error))
  if (error instanceof EngineError) return foreseen(engineProblem(error))
  if (isRepositoryError(error)) {
    const code = repositoryProblem(error.code)
    return foreseen(problemDocument(code, error.message, { remedy: error.remedy }))
  }
  const code = codeOfHttpError(error)
  if (code !== undefined) return foreseen(problemDocument(code, HTTP_ERRORS[code]))
  const detail = 'The reason is in the log of the server.'
  return { document: problemDocument('internal-error', detail), headers: {}, unexpected: true }
}

/** One problem for each value that isn't as the route wants it. */
function requestInvalid(error: z.ZodError): ProblemDocument {
  const problems = error.issues.map((issue): ProblemItem => {
    const path = issue.path.map(String).join('.')
    return {
      code: 'request-invalid',
      severity: 'error',
      message: issue.message,
      ...(path === '' ? {} : { path }),
    }
  })
  const [first] = problems
  const where = first?.path === undefined ? '' : `${first.path}: `
  return problemDocument('request-invalid', `${where}${first?.message ?? ''}`, { problems })
}

function engineProblem(error: EngineError): ProblemDocument {
  switch (error.kind) {
    case 'unreachable':
    case 'no-manager':
      return problemDocument('engine-unreachable', error.message)
    case 'not-found':
    case 'conflict':
    case 'stale':
    case 'refused':
    case 'failed':
    case 'aborted':
      return problemDocument('engine-failed', error.message)
  }
}

type HttpErrorCode = Extract<
  ProblemCode,
  'body-too-large' | 'media-type-unknown' | 'body-not-json' | 'request-invalid'
>

const HTTP_ERRORS: Readonly<Record<HttpErrorCode, string>> = {
  'body-too-large': 'A body may have at most 1 MiB, or 2 MiB with a secret or config in it.',
  'media-type-unknown': 'Send the body as UTF-8, with the type application/json.',
  'body-not-json': 'The body could not be read as JSON.',
  'request-invalid': 'The address could not be read.',
}

/** Errors of the body parser and of Koa carry an HTTP status. */
function codeOfHttpError(error: unknown): HttpErrorCode | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return 'body-too-large'
  if (status === 415) return 'media-type-unknown'
  if (status === 400 && error instanceof URIError) return 'request-invalid'
  return status === 400 ? 'body-not-json' : undefined
}

function repositoryProblem(code: RepositoryErrorCode): ProblemCode {
  if (FILE_ERRORS.has(code)) return 'files-invalid'
  if (code === 'push-declined') return 'push-declined'
  return REMOTE_ERRORS.has(code) ? 'remote-unreachable' : 'repository-unreadable'
}

/** What is wrong on the way to the remote. */
const REMOTE_ERRORS: ReadonlySet<string> = new Set<RepositoryErrorCode>([
  'remote-credential',
  'remote-unreachable',
  'remote-access-denied',
  'remote-not-trusted',
  'remote-too-large',
])

/** What is wrong with a file, not with the repository. */
const FILE_ERRORS: ReadonlySet<string> = new Set<RepositoryErrorCode>([
  'path-refused',
  'file-too-large',
])

/** By name and shape, since a repository may be opened through another copy of the package. */
function isRepositoryError(error: unknown): error is RepositoryError {
  return error instanceof Error && error.name === 'RepositoryError' && 'remedy' in error
}

function foreseen(document: ProblemDocument): AnsweredError {
  return { document, headers: {}, unexpected: false }
}
