/**
 * What a Compose file may be at most: far above real files. Whatever is above is refused before
 * the document is built, so that no file costs more than a moment.
 */
export const bounds = {
  bytes: 1 << 20,
  lines: 100_000,
  /** Scalars, lists and mappings, aliases expanded. */
  nodes: 50_000,
  /** Marks that stand around values: a cheap upper estimate, made before anything is parsed. */
  marks: 250_000,
  /** Lists and mappings inside of one another. */
  depth: 64,
} as const

/** What a look at the characters alone finds. */
export interface Scan {
  readonly lines: number
  readonly marks: number
  /** Offset of the first character that YAML forbids. */
  readonly forbidden: number | undefined
}

const marked = new Uint8Array(128)
for (const mark of '\n,:?-[]{}"\'*&!') marked[mark.charCodeAt(0)] = 1

export function scan(text: string): Scan {
  let lines = 1
  let marks = 0
  let forbidden: number | undefined
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x0a) lines += 1
    if (marked[code] === 1) marks += 1
    else if (forbidden === undefined && isForbidden(code)) forbidden = index
  }
  return { lines, marks, forbidden }
}

function isForbidden(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d
  return (code >= 0x7f && code < 0xa0 && code !== 0x85) || code === 0xfffe || code === 0xffff
}
