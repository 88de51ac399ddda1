import type { Place } from '../../problem.ts'
import type { ScalarNode } from './node.ts'
import { formatTimestamp } from './timestamp.ts'

const floatPattern = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
/** Where a dot comes first, `_` may only separate digits. */
const dottedFloat = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/
const integerPattern =
  /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
const maximumUnsigned = (1n << 64n) - 1n
const maximumSigned = (1n << 63n) - 1n
const minimumSigned = -(1n << 63n)

/**
 * Resolves a plain scalar as the docker CLI's YAML library does: a mix of YAML 1.1 and 1.2 in
 * which `yes` is a string, `0777` is octal and `2020-01-01` is a timestamp.
 */
export function resolvePlain(text: string, at: Place): ScalarNode {
  if (isJustText(text)) return { kind: 'string', value: text, at }
  const word = words.get(text)
  if (word !== undefined) return { ...word, at }
  if (!/^[-+.0-9]/.test(text)) return { kind: 'string', value: text, at }
  const time = formatTimestamp(text)
  if (time !== undefined) return { kind: 'time', value: time, at }
  const digits = text.replaceAll('_', '')
  const integer = text.startsWith('.') ? undefined : parseInteger(digits)
  if (integer !== undefined) return { kind: 'int', value: integer, at }
  if (text.startsWith('.') ? dottedFloat.test(text) : floatPattern.test(digits)) {
    const value = Number(digits)
    if (Number.isFinite(value)) return { kind: 'float', value, at }
  }
  return { kind: 'string', value: text, at }
}

/** True for most texts, by a look at the first character: they are no number, date, boolean or null. */
function isJustText(text: string): boolean {
  const code = text.charCodeAt(0)
  return code > 0x39 && !wordStarts.has(code)
}

const wordStarts: ReadonlySet<number> = new Set(
  ['~', 'n', 'N', 't', 'T', 'f', 'F'].map((letter) => letter.charCodeAt(0)),
)

type Word =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'float'; readonly value: number }

const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...spelled(['', '~', 'null', 'Null', 'NULL'], { kind: 'null' }),
  ...spelled(['true', 'True', 'TRUE'], { kind: 'bool', value: true }),
  ...spelled(['false', 'False', 'FALSE'], { kind: 'bool', value: false }),
  ...spelled(['.nan', '.NaN', '.NAN'], { kind: 'float', value: Number.NaN }),
  ...spelled(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], {
    kind: 'float',
    value: Number.POSITIVE_INFINITY,
  }),
  ...spelled(['-.inf', '-.Inf', '-.INF'], { kind: 'float', value: Number.NEGATIVE_INFINITY }),
])

function spelled(texts: readonly string[], word: Word): readonly (readonly [string, Word])[] {
  return texts.map((text) => [text, word] as const)
}

function parseInteger(text: string): bigint | undefined {
  const match = text.length > 80 ? null : integerPattern.exec(text)
  if (match === null) return undefined
  const [, sign, hexadecimal, binary, octal, decimal] = match
  const magnitude = BigInt(prefixed(hexadecimal, binary, octal) ?? decimal ?? '0')
  const value = sign === '-' ? -magnitude : magnitude
  const maximum = sign === '+' ? maximumSigned : maximumUnsigned
  return value > maximum || value < minimumSigned ? undefined : value
}

function prefixed(
  hexadecimal: string | undefined,
  binary: string | undefined,
  octal: string | undefined,
): string | undefined {
  if (hexadecimal !== undefined) return `0x${hexadecimal}`
  if (binary !== undefined) return `0b${binary}`
  return octal === undefined ? undefined : `0o${octal}`
}
