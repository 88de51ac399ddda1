import type { Fault } from '../report.ts'

interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

const decimal = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|\d+)$/

/** Billionths of a CPU of `0.5`, `1/4` or `1e-1`; says why when it is none. */
export function parseCpus(text: string): { readonly nano: number } | Fault {
  const remedy = 'Write a number of CPUs in quotes, such as "0.5".'
  const value = text.length > 60 ? undefined : parseFraction(text.replace(/(?<=\d)_(?=\d)/g, ''))
  if (value === undefined) return { message: `"${text}" is not a number of CPUs`, remedy }
  const scaled = value.over * 1_000_000_000n
  if (scaled % value.under !== 0n) {
    return { message: `"${text}" is finer than a billionth of a CPU`, remedy: 'Round it.' }
  }
  const nano = Number(scaled / value.under)
  return Number.isSafeInteger(nano) ? { nano } : { message: `"${text}" is too large`, remedy }
}

/** The empty text is no limit. */
export function checkCpus(text: string): Fault | undefined {
  if (text === '') return undefined
  const parsed = parseCpus(text)
  return 'nano' in parsed ? undefined : parsed
}

function parseFraction(text: string): Fraction | undefined {
  const [left = '', right, more] = text.split('/')
  if (more !== undefined) return undefined
  if (right !== undefined) {
    const over = parseInteger(left)
    const under = right.startsWith('-') || right.startsWith('+') ? undefined : parseInteger(right)
    return over === undefined || under === undefined || under === 0n ? undefined : { over, under }
  }
  if (/^[-+]?0[xXbBoO]/.test(left)) {
    const over = parseInteger(left)
    return over === undefined ? undefined : { over, under: 1n }
  }
  return parseDecimal(left)
}

function parseDecimal(text: string): Fraction | undefined {
  const match = decimal.exec(text)
  if (match === null) return undefined
  const [, sign, digits = '', fraction = '', exponent = '0'] = match
  if (digits === '' && fraction === '') return undefined
  const power = Number(exponent) - fraction.length
  const over = BigInt(`${digits}${fraction}`) * (sign === '-' ? -1n : 1n)
  if (power >= 0) return { over: over * 10n ** BigInt(power), under: 1n }
  return { over, under: 10n ** BigInt(-power) }
}

function parseInteger(text: string): bigint | undefined {
  const match = integer.exec(text)
  if (match === null) return undefined
  const [, sign, digits = ''] = match
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -value : value
}
