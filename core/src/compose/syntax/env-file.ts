/** A line of an env file that says no variable. */
export interface EnvFault {
  readonly line: number
  readonly message: string
  readonly remedy: string
}

export interface EnvVariable {
  readonly name: string
  readonly value: string
  /** From 1. */
  readonly line: number
}

/**
 * Variables of an env file, in order. A value is everything after the first `=` as it stands:
 * quotes, `$` and trailing blanks belong to it. A name alone takes the value of `lookup`, and is
 * left out without one.
 */
export function parseEnvFile(
  bytes: Uint8Array,
  lookup: (name: string) => string | undefined,
): readonly EnvVariable[] | EnvFault {
  const variables: EnvVariable[] = []
  const text = decode(bytes)
  if (text === undefined) {
    const message = 'the line is not UTF-8 text'
    return { line: lineOfFault(bytes), message, remedy: 'Save the file with the encoding UTF-8.' }
  }
  for (const [index, raw] of text.split('\n').entries()) {
    const line = (raw.endsWith('\r') ? raw.slice(0, -1) : raw).replace(leadingBlanks, '')
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const name = equals === -1 ? line : line.slice(0, equals)
    const fault = faultOf(name)
    if (fault !== undefined) return { line: index + 1, ...fault }
    const value = equals === -1 ? lookup(name) : line.slice(equals + 1)
    if (value !== undefined) variables.push({ name, value, line: index + 1 })
  }
  return variables
}

/** What Go's unicode.IsSpace knows; JavaScript trims a byte order mark, too. */
const leadingBlanks = /^[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/

/** Names in an env file, whatever their values; none where the file can't be read as one. */
export function envFileNames(bytes: Uint8Array): readonly string[] {
  const parsed = parseEnvFile(bytes, () => '')
  return 'message' in parsed ? [] : parsed.map(({ name }) => name)
}

function faultOf(name: string): Fault | undefined {
  if (name === '') {
    const message = 'no name stands before the equals sign'
    return { message, remedy: 'Write NAME=value, or # before a comment.' }
  }
  if (!/[ \t]/.test(name)) return undefined
  return name.startsWith('export ')
    ? { message: 'a line can\'t start with "export"', remedy: 'Write NAME=value alone.' }
    : {
        message: 'a blank stands in the name of a variable',
        remedy: 'Write NAME=value, without a blank before the equals sign.',
      }
}

type Fault = Pick<EnvFault, 'message' | 'remedy'>

/** The first line that can't be decoded alone. */
function lineOfFault(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    const next = end === -1 ? bytes.length : end + 1
    if (decode(bytes.subarray(start, next)) === undefined) return line
    start = next
  }
  return line
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
