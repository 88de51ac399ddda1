import { YamlFault } from '../yaml-fault.ts'
import { codeAt, type Cursor, isBlankOrEnd, isEnd, isWord, markOf, passWord } from './cursor.ts'

/** Reads the name after `&` or `*`. */
export function scanAnchor(cursor: Cursor): string {
  const at = markOf(cursor)
  const what = codeAt(cursor) === 0x2a ? 'alias' : 'anchor'
  cursor.position += 1
  const name = passWord(cursor)
  const next = codeAt(cursor)
  if (name === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(String.fromCharCode(next)))) {
    throw new YamlFault(
      at,
      `the name of an ${what} has letters, digits, "-" and "_" only`,
      'Use another name, or put the text in quotes if it is one.',
    )
  }
  return name
}

/** Reads `!suffix`, `!handle!suffix` or `!<verbatim>`. The handle is `text`; "" with the suffix "!" is a lone `!`. */
export function scanTag(cursor: Cursor): { readonly text: string; readonly suffix: string } {
  const at = markOf(cursor)
  const tag = codeAt(cursor, 1) === 0x3c ? scanVerbatim(cursor) : scanShorthand(cursor)
  if (!isBlankOrEnd(codeAt(cursor))) {
    throw new YamlFault(at, 'a blank must follow a tag', 'Put text that begins with ! in quotes.')
  }
  return tag
}

function scanVerbatim(cursor: Cursor): { text: string; suffix: string } {
  const at = markOf(cursor)
  cursor.position += 2
  const suffix = scanUri(cursor)
  if (suffix === '' || codeAt(cursor) !== 0x3e) {
    throw new YamlFault(at, 'the tag after "!<" is not closed by ">"', 'Write !<name> or !name.')
  }
  cursor.position += 1
  return { text: '', suffix }
}

function scanShorthand(cursor: Cursor): { text: string; suffix: string } {
  const handle = scanHandle(cursor)
  const suffix = scanUri(cursor)
  if (handle.length > 1 && handle.endsWith('!')) {
    if (suffix !== '') return { text: handle, suffix }
    throw new YamlFault(markOf(cursor), 'a name must follow the "!" of a tag', 'Write the name.')
  }
  const name = handle.slice(1) + suffix
  return name === '' ? { text: '', suffix: '!' } : { text: '!', suffix: name }
}

/** `!`, `!!`, `!word!`, or `!word` where no second `!` follows. */
export function scanHandle(cursor: Cursor): string {
  const start = cursor.position
  cursor.position += 1
  passWord(cursor)
  if (codeAt(cursor) === 0x21) cursor.position += 1
  return cursor.text.slice(start, cursor.position)
}

/** Passes characters of a URI, `%` escapes decoded. */
export function scanUri(cursor: Cursor): string {
  const start = cursor.position
  for (;;) {
    const code = codeAt(cursor)
    if (
      isEnd(code) ||
      !(isWord(code) || ";/?:@&=+$.,!~*'()[]%".includes(String.fromCharCode(code)))
    )
      break
    cursor.position += 1
  }
  const text = cursor.text.slice(start, cursor.position)
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new YamlFault(markOf(cursor), 'a tag has "%" that is no escape', 'Write %25 for "%".')
  }
}
