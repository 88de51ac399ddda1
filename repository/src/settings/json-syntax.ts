/** The first place where a text stops being JSON (RFC 8259). */
export interface JsonError {
  /** Offset in UTF-16 units. */
  readonly offset: number
  /** What is wrong there, without a full stop. */
  readonly message: string
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma' | 'nothing'

const MAX_DEPTH = 100
const TOKEN =
  // JSON itself forbids these control characters in strings.
  // oxlint-disable-next-line no-control-regex
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/uy
const SPACE = /[ \t\n\r]*/uy

const WORDS: Readonly<Record<Expected, string>> = {
  value: 'a value is expected',
  'value-or-end': 'a value or ] is expected',
  key: 'a key in double quotes is expected',
  'key-or-end': 'a key in double quotes or } is expected',
  colon: 'a colon is expected',
  comma: 'a comma or the closing bracket is expected',
  nothing: 'the end of the file is expected',
}

/** JSON.parse names a position for some errors only, so the text is checked before. */
export function findJsonError(text: string): JsonError | undefined {
  const open: string[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    SPACE.lastIndex = offset
    SPACE.test(text)
    offset = SPACE.lastIndex
    if (offset === text.length) {
      return expected === 'nothing'
        ? undefined
        : { offset, message: `${WORDS[expected]}, and the file ends` }
    }
    TOKEN.lastIndex = offset
    const token = TOKEN.exec(text)?.[0]
    const next: Expected | undefined =
      token === undefined ? undefined : follow(expected, token, open)
    if (token === undefined || next === undefined) return { offset, message: WORDS[expected] }
    if (open.length > MAX_DEPTH)
      return { offset, message: 'it is nested more than 100 levels deep' }
    expected = next
    offset += token.length
  }
}

/** What may come after a token; undefined when the token may not stand here. */
function follow(expected: Expected, token: string, open: string[]): Expected | undefined {
  switch (expected) {
    case 'nothing':
      return undefined
    case 'colon':
      return token === ':' ? 'value' : undefined
    case 'key':
    case 'key-or-end':
      if (token.startsWith('"')) return 'colon'
      return token === '}' && expected === 'key-or-end' ? close(token, open) : undefined
    case 'comma':
      if (token === ',') return open.at(-1) === '{' ? 'key' : 'value'
      return close(token, open)
    case 'value':
    case 'value-or-end':
      if (token === ']' && expected === 'value-or-end') return close(token, open)
      if (token === '{' || token === '[') {
        open.push(token)
        return token === '{' ? 'key-or-end' : 'value-or-end'
      }
      return /^[}\],:]$/u.test(token) ? undefined : afterValue(open)
  }
}

function close(token: string, open: string[]): Expected | undefined {
  if (token !== (open.at(-1) === '{' ? '}' : ']')) return undefined
  open.pop()
  return afterValue(open)
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma'
}
