import type { Fault } from '../report.ts'
import { exactNumber } from './exact-number.ts'

const unitNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const part = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y
const largest = 1n << 63n

/** A Go duration such as `1m30s` or `0.5h` in nanoseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const total = sumOf(text)
  return total === undefined ? undefined : exactNumber(total)
}

export function checkDuration(text: string): Fault | undefined {
  const total = sumOf(text)
  if (total !== undefined && exactNumber(total) !== undefined) return undefined
  if (total !== undefined) {
    return {
      message: `"${text}" is too long to be counted in single nanoseconds`,
      remedy: 'Write fewer parts, such as full hours.',
    }
  }
  const remedy = /^\d+$/.test(text)
    ? `Write ${text}s for seconds.`
    : 'Write a number and a unit of ns, us, ms, s, m, h, such as 30s or 1m30s; there are no days.'
  return { message: `"${text}" is not a duration`, remedy }
}

function sumOf(text: string): bigint | undefined {
  const sign = /^[-+]/.exec(text)?.[0] ?? ''
  const body = text.slice(sign.length)
  if (body === '0') return 0n
  if (body === '' || body.length > 100) return undefined
  let total = 0n
  part.lastIndex = 0
  while (part.lastIndex < body.length) {
    const match = part.exec(body)
    if (match === null) return undefined
    const [, digits = '', fraction = '', unit = ''] = match
    if (digits === '' && fraction === '') return undefined
    const scale = unitNanoseconds[unit] ?? 0n
    total += BigInt(digits) * scale + fractionOf(fraction, scale)
    if (total > largest) return undefined
  }
  if (sign !== '-') return total === largest ? undefined : total
  return -total
}

/** Go counts the digits behind the point in double precision, as far as they fit 63 bits. */
function fractionOf(digits: string, unit: bigint): bigint {
  let [value, scale] = [0n, 1]
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit)
    if (value > (largest - 1n) / 10n || next > largest) break
    value = next
    scale *= 10
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)))
}
