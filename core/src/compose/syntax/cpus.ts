import type { Fault } from '../report.ts'
import { exactNumber } from './exact-number.ts'

interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** Billionths of a CPU of `0.5`, `1/4` or `1e-1`; says why when it is none. */
export function parseCpus(text: string): { readonly nano: number } | Fault {
  const remedy = 'Write a number of CPUs in quotes, such as "0.5".'
  const value = text.length > 60 ? undefined : parseFraction(withoutSeparators(text))
  if (value === undefined) return { message: `"${text}" is not a number of CPUs`, remedy }
  const scaled = value.over * 1_000_000_000n
  if (scaled % value.under !== 0n) {
    return { message: `"${text}" is finer than a billionth of a CPU`, remedy: 'Round it.' }
  }
  const nano = exactNumber(scaled / value.under)
  return nano === undefined ? { message: `"${text}" is too large`, remedy } : { nano }
}

/** The empty text is no limit. */
export function checkCpus(text: string): Fault | undefined {
  if (text === '') return undefined
  const parsed = parseCpus(text)
  return 'nano' in parsed ? undefined : parsed
}

/** Underscores may stand between two digits, and behind the prefix of a base. */
function withoutSeparators(text: string): string {
  return /^[-+]?0[xX]/.test(text)
    ? text.replace(/(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])/g, '')
    : text.replace(/(?<=\d|^[-+]?0[bBoO])_(?=\d)/g, '')
}

function parseFraction(text: string): Fraction | undefined {
  const [left = '', right, more] = text.split('/')
  if (more !== undefined) return undefined
  if (right === undefined) return parseNumber(left)
  const over = parseInteger(left)
  const under = /^[-+]/.test(right) ? undefined : parseInteger(right)
  return over === undefined || under === undefined || under === 0n ? undefined : { over, under }
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|\d+)$/

function parseInteger(text: string): bigint | undefined {
  const match = integer.exec(text)
  if (match === null) return undefined
  const [, sign, digits = ''] = match
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -value : value
}

interface Base {
  readonly pattern: RegExp
  readonly prefix: string
  readonly radix: bigint
}

const bases: readonly Base[] = [
  {
    prefix: '0x',
    radix: 16n,
    pattern: /^([-+]?)0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?(?:([pP])([-+]?\d+))?$/,
  },
  {
    prefix: '0b',
    radix: 2n,
    pattern: /^([-+]?)0[bB]([01]*)(?:\.([01]*))?(?:([eEpP])([-+]?\d+))?$/,
  },
  {
    prefix: '0o',
    radix: 8n,
    pattern: /^([-+]?)0[oO]([0-7]*)(?:\.([0-7]*))?(?:([eEpP])([-+]?\d+))?$/,
  },
  { prefix: '', radix: 10n, pattern: /^([-+]?)(\d*)(?:\.(\d*))?(?:([eEpP])([-+]?\d+))?$/ },
]

/** More than this is too fine or too large to be any number of CPUs. */
const largestExponent = 400

/** A number with a fraction in any base; `e` counts tens, `p` counts twos. */
function parseNumber(text: string): Fraction | undefined {
  for (const { pattern, prefix, radix } of bases) {
    const match = pattern.exec(text)
    if (match === null) continue
    const [, sign, digits = '', fraction = '', letter = '', exponent = '0'] = match
    if (digits === '' && fraction === '') return undefined
    const mantissa = BigInt(`${prefix}${digits}${fraction}`) * (sign === '-' ? -1n : 1n)
    if (mantissa === 0n) return { over: 0n, under: 1n }
    const power = Number(exponent)
    if (Math.abs(power) > largestExponent) return undefined
    const scale = (letter.toLowerCase() === 'p' ? 2n : 10n) ** BigInt(Math.abs(power))
    const places = radix ** BigInt(fraction.length)
    return power < 0
      ? { over: mantissa, under: places * scale }
      : { over: mantissa * scale, under: places }
  }
  return undefined
}
