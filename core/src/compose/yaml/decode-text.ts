import type { Mark } from './scan/cursor.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The text of a file in UTF-8, or in UTF-16 where a byte order mark says so (as Windows writes it).
 * Undefined for anything else.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  try {
    if (first === 0xff && second === 0xfe) {
      return new TextDecoder('utf-16le', { fatal: true }).decode(bytes)
    }
    if (first === 0xfe && second === 0xff) {
      return new TextDecoder('utf-16be', { fatal: true }).decode(bytes)
    }
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

const lineBreak = /\r\n?|\n/g

export function lineCount(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

// oxlint-disable-next-line no-control-regex -- these are what YAML forbids
const forbidden = /[\0-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/

/** Where the first character stands that YAML forbids. */
export function placeOfForbidden(text: string): Mark | undefined {
  const offset = text.search(forbidden)
  if (offset === -1) return undefined
  const lines = text.slice(0, offset).split(lineBreak)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
