import { RequestProblem } from '../http/request-problem.ts'

/** A stack's ETag: the digest of its inputs. */
export function stackEtag(inputsDigest: string): string {
  return `"${inputsDigest}"`
}

/** Throws a 412 with the current ETag unless one of `ifMatch` is it. No `If-Match` matches. */
export function requireMatch(
  ifMatch: readonly string[] | undefined,
  stack: string,
  inputsDigest: string,
): void {
  const etag = stackEtag(inputsDigest)
  if (ifMatch === undefined || ifMatch.includes('*') || ifMatch.includes(etag)) return
  throw new RequestProblem('stale-etag', `The stack ${stack} has changed since it was read.`, {
    remedy: 'Read it again, look at what changed, and send its new ETag.',
    etag,
  })
}
