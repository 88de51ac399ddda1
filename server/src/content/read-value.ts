import { CONTENT_LIMIT_BYTES, type ContentKind } from '@kesako/core'
import { RequestProblem } from '../http/request-problem.ts'

/** The value of a request as base64. Throws a 422 for one that the engine would refuse; never says any of it. */
export function readValue(
  kind: ContentKind,
  { text, base64 = '' }: { readonly text?: string; readonly base64?: string },
): string {
  const bytes = text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text, 'utf8')
  if (bytes.length === 0) {
    throw new RequestProblem('value-invalid', `A ${kind} can't be empty.`, {
      remedy: 'Send at least one byte.',
    })
  }
  const limit = CONTENT_LIMIT_BYTES[kind]
  if (bytes.length >= limit) {
    throw new RequestProblem(
      'value-invalid',
      `The value has ${bytes.length} bytes, and the engine takes less than ${limit} for a ${kind}.`,
      { remedy: 'Put what is larger into an image or a volume.' },
    )
  }
  return bytes.toString('base64')
}
