import type { CommitRequest } from '../repository-api.ts'

/** The text of a commit's message. Values of trailers are one line each. */
export function messageWithTrailers({
  message,
  trailers = [],
}: Pick<CommitRequest, 'message' | 'trailers'>): string {
  const text = message.replaceAll('\0', '').trimEnd()
  if (trailers.length === 0) return `${text}\n`
  const lines = trailers.map(
    ({ key, value }) => `${key}: ${value.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()}`,
  )
  return `${text}\n\n${lines.join('\n')}\n`
}
