import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { PROBLEM_CODES, type ProblemCode } from './problem-code.ts'
import { ProblemItem } from './problem-item.ts'

/** Both sides of a commit that came in between. Content is null where the file is not there. */
export const Conflict = z.object({
  /** What the change was made against. */
  base: z.string(),
  /** The head that is there now. */
  head: z.string().exactOptional(),
  files: z.array(
    z.object({ path: z.string(), yours: z.string().nullable(), theirs: z.string().nullable() }),
  ),
})
export type Conflict = Wire<typeof Conflict>

/**
 * RFC 9457 problem document, sent as `application/problem+json`. `code` is stable. A client must take
 * codes that it doesn't know, so the schema takes any string.
 */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string().exactOptional(),
  /** Problems of files, each with place and remedy. */
  problems: z.array(ProblemItem).exactOptional(),
  conflict: Conflict.exactOptional(),
  /** The stack's ETag as it is now, with `stale-etag`. */
  etag: z.string().exactOptional(),
})
export type ProblemDocument = Wire<typeof ProblemDocument>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

export type ProblemExtras = Pick<ProblemDocument, 'remedy' | 'problems' | 'conflict' | 'etag'>

/** The document for a code; title and status come from the table. */
export function problemDocument(
  code: ProblemCode,
  detail: string,
  extras: ProblemExtras = {},
): ProblemDocument {
  const { status, title } = PROBLEM_CODES[code]
  return { type: `urn:kesako:problem:${code}`, title, status, code, detail, ...extras }
}
