import { resolvePlain } from './scalar.ts'

/** How a text is written in YAML so that every reader takes it for the same text. */
export type TextStyle = 'plain' | 'block' | 'single' | 'double'

/** No control characters, and nothing that some reader takes for the end of a line. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]*$/u

export function textStyle(text: string, isKey: boolean): TextStyle {
  if (isPlain(text)) return 'plain'
  if (!isKey && isBlock(text)) return 'block'
  const isSingle = /["\\]/.test(text) && PRINTABLE.test(text)
  return isSingle ? 'single' : 'double'
}

/** Text that every YAML reader takes for the same text without quotes. */
function isPlain(text: string): boolean {
  const isOrdinary = /^[\w./~][\w./@%+=$^~:-]*(?: [\w./@%+=$^~:!-]+)*$/.test(text)
  if (!isOrdinary || /: |:$|^\d+:/.test(text)) return false
  if (/^(?:[yn]|yes|no|on|off)$/i.test(text)) return false
  return resolvePlain(text, { file: '', line: 1, column: 1 }).kind === 'string'
}

/** Several ordinary lines, which stand below the key as they are. */
function isBlock(text: string): boolean {
  return (
    /^\S/.test(text) &&
    /\S\n?$/.test(text) &&
    text.includes('\n') &&
    !/[^\S\n]\n/.test(text) &&
    !/\n\t/.test(text) &&
    PRINTABLE.test(text.replaceAll(/[\n\t]/g, ''))
  )
}
