import { stripVTControlCharacters } from 'node:util'

/** Lines of a log that are shown to a person. */
export const MOST_LINES = 20

/** UTF-8 bytes of one line. */
const MOST_LINE_BYTES = 500

/** UTF-8 bytes of all lines of one task. */
const MOST_BYTES = 8 * 1024

/** Control characters but the tab, and what turns the direction of text or hides in it. */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The last lines of a log, such that they do nothing to a terminal or a page that shows them: without
 * escape sequences and control characters, and bounded. Where that is too much, the oldest go.
 */
export function lastLogLines(lines: readonly string[]): readonly string[] {
  const kept: string[] = []
  let bytes = 0
  for (const line of lines.slice(-MOST_LINES).toReversed()) {
    const shown = bounded(harmless(line))
    bytes += Buffer.byteLength(shown)
    if (bytes > MOST_BYTES) break
    kept.unshift(shown)
  }
  return kept
}

/** Of a line that draws itself again and again, as progress does, what it drew last. */
function harmless(line: string): string {
  const drawn = line.replace(/\r+$/, '').split('\r').at(-1) ?? ''
  return stripVTControlCharacters(drawn).replaceAll(UNSEEN, '').trimEnd()
}

function bounded(line: string): string {
  if (Buffer.byteLength(line) <= MOST_LINE_BYTES) return line
  // What is left of a character that was cut through decodes to U+FFFD.
  const cut = Buffer.from(line).subarray(0, MOST_LINE_BYTES).toString()
  return `${cut.replace(/\uFFFD+$/, '')}…`
}
