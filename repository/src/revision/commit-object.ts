import type { CommitInfo } from '../repository-api.ts'

/** What Kesako reads of a commit object. */
export interface CommitObject {
  readonly tree: string
  readonly parents: readonly string[]
  readonly info: CommitInfo
}

/** Reads the body of a commit, as `git cat-file` prints it. The date is the author's. */
export function parseCommit(revision: string, body: Buffer): CommitObject {
  const text = body.toString('utf8')
  const end = text.indexOf('\n\n')
  const headers = (end === -1 ? text : text.slice(0, end)).split('\n')
  const message = end === -1 ? '' : text.slice(end + 2)
  const person = /^author (.*?) ?<([^>]*)> (-?\d+) [+-]\d{4}$/u.exec(
    headers.find((line) => line.startsWith('author ')) ?? '',
  )
  return {
    tree: headerValues(headers, 'tree')[0] ?? '',
    parents: headerValues(headers, 'parent'),
    info: {
      revision,
      author: person?.[1] ?? '',
      email: person?.[2] ?? '',
      date: isoDate(Number(person?.[3] ?? 0)),
      subject: subjectOf(message),
    },
  }
}

/** ISO 8601 of seconds since 1970; the first moment of 1970 for seconds that no date has. */
export function isoDate(seconds: number): string {
  const date = new Date(seconds * 1_000)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

function headerValues(headers: readonly string[], name: string): readonly string[] {
  return headers
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1))
}

/** The first paragraph in one line, as `git log` shows it. */
function subjectOf(message: string): string {
  const lines = message
    .trimStart()
    .split('\n')
    .map((line) => line.trim())
  const end = lines.indexOf('')
  return (end === -1 ? lines : lines.slice(0, end)).join(' ')
}
