/** A line of an env file that says no variable. */
export interface EnvFault {
  readonly line: number
  readonly message: string
}

/**
 * Variables of an env file, in order. A value is everything after the first `=` as it stands:
 * quotes, `$` and trailing blanks belong to it. A name alone takes the value of `lookup`, and is
 * left out without one.
 */
export function parseEnvFile(
  bytes: Uint8Array,
  lookup: (name: string) => string | undefined,
): readonly (readonly [string, string])[] | EnvFault {
  const variables: (readonly [string, string])[] = []
  const text = decode(bytes)
  if (text === undefined) return { line: 1, message: 'the file is not UTF-8 text' }
  for (const [index, raw] of text.split('\n').entries()) {
    const line = (raw.endsWith('\r') ? raw.slice(0, -1) : raw).replace(leadingBlanks, '')
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const name = equals === -1 ? line : line.slice(0, equals)
    const fault = faultOf(name)
    if (fault !== undefined) return { line: index + 1, message: fault }
    const value = equals === -1 ? lookup(name) : line.slice(equals + 1)
    if (value !== undefined) variables.push([name, value])
  }
  return variables
}

/** What Go's unicode.IsSpace knows; JavaScript trims a byte order mark, too. */
const leadingBlanks = /^[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/

function faultOf(name: string): string | undefined {
  if (name === '') return 'no name stands before the equals sign'
  if (!/[ \t]/.test(name)) return undefined
  return name.startsWith('export ')
    ? 'a line can\'t start with "export"; only NAME=value stands there'
    : 'a blank stands in the name of a variable'
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
