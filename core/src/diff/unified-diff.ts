import { type LineEdit, lineEdits } from './line-edits.ts'

/** One file before and after; null where it isn't there. */
export interface FileVersions {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** Lines shown around a change. */
const CONTEXT = 3

/** The changes of files as `git diff` writes them; empty where nothing differs. */
export function unifiedDiff(files: readonly FileVersions[]): string {
  return files.map((file) => fileDiff(file)).join('')
}

function fileDiff({ path, before, after }: FileVersions): string {
  if (before === after) return ''
  const hunks = hunksOf(lineEdits(linesOf(before ?? ''), linesOf(after ?? '')))
  const from = before === null ? '/dev/null' : `a/${path}`
  const to = after === null ? '/dev/null' : `b/${path}`
  return `--- ${from}\n+++ ${to}\n${hunks}`
}

/** Each with its line break, but for a last one without. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function hunksOf(edits: readonly LineEdit[]): string {
  const shown = edits.map(() => false)
  for (const [index, { kind }] of edits.entries()) {
    if (kind !== 'same') shown.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  }
  let text = ''
  let from = 1
  let to = 1
  for (let index = 0; index < edits.length;) {
    let end = index
    while (end < edits.length && shown[end] === shown[index]) end++
    const part = edits.slice(index, end)
    const removed = part.filter(({ kind }) => kind !== 'added').length
    const added = part.filter(({ kind }) => kind !== 'removed').length
    if (shown[index] === true) {
      text += `@@ -${range(from, removed)} +${range(to, added)} @@\n${part.map(lineOf).join('')}`
    }
    from += removed
    to += added
    index = end
  }
  return text
}

/** A range of no line names the line before it. */
function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`
}

function lineOf({ kind, line }: LineEdit): string {
  const mark = kind === 'same' ? ' ' : kind === 'removed' ? '-' : '+'
  return `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`
}
