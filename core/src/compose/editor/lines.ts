/** A line that says something: not empty and no comment. */
export interface Line {
  /** Offset of the first character that is no blank. */
  readonly start: number
  /** Offset behind the last one. */
  readonly end: number
  /** Blanks before `start`. */
  readonly indent: number
}

/** The lines of the first document, without directives and markers. */
export function contentLines(text: string): readonly Line[] {
  const lines: Line[] = []
  for (let from = 0; from < text.length;) {
    const feed = text.indexOf('\n', from)
    const next = feed === -1 ? text.length : feed
    const start = skipBlanks(text, from, next)
    const line = { start, end: trimEnd(text, start, next), indent: start - from }
    from = next + 1
    if (line.start === line.end || text[start] === '#' || text[start] === '%') continue
    if (line.indent === 0 && text.startsWith('---', start)) {
      if (lines.length > 0) break
      continue
    }
    if (line.indent === 0 && text.startsWith('...', start)) break
    lines.push(line)
  }
  return lines
}

export function skipBlanks(text: string, from: number, to: number): number {
  let at = from
  while (at < to && (text[at] === ' ' || text[at] === '\t' || text[at] === '\r')) at += 1
  return at
}

function trimEnd(text: string, from: number, to: number): number {
  let at = to
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t' || text[at - 1] === '\r')) {
    at -= 1
  }
  return at
}
