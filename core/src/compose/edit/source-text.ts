import type { Place } from '../../problem.ts'

/** The text of a file by the places that its nodes have. */
export interface SourceText {
  readonly text: string
  /** Its own line break. */
  readonly newline: string
  /** Offset of a place, in UTF-16 units. */
  offsetOf(place: Place): number
  /** Offset of the line's first character; `line` counts from 1. */
  lineStart(line: number): number
  /** The line without its break; undefined behind the end. */
  lineAt(line: number): string | undefined
}

export function sourceText(text: string): SourceText {
  const starts = [0]
  // YAML 1.1 ends lines at these, and so do the places.
  for (const found of text.matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g)) {
    starts.push(found.index + found[0].length)
  }
  const lineStart = (line: number): number => starts[line - 1] ?? text.length
  return {
    text,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    lineStart,
    offsetOf: ({ line, column }) => lineStart(line) + column - 1,
    lineAt(line) {
      if (line > starts.length) return undefined
      return text
        .slice(lineStart(line), lineStart(line + 1))
        .replace(/[\r\n\u0085\u2028\u2029]+$/, '')
    },
  }
}

/** The text with a part of it replaced. */
export function splice({ text }: SourceText, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to)
}
