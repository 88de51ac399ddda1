import type { Fault } from '../report.ts'

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

/** A Go duration such as `1m30s` or `0.5h` in nanoseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const sign = /^[-+]/.exec(text)?.[0] ?? ''
  const body = text.slice(sign.length)
  if (body === '0') return 0
  if (body === '' || body.length > 100) return undefined
  let total = 0n
  part.lastIndex = 0
  while (part.lastIndex < body.length) {
    const match = part.exec(body)
    if (match === null) return undefined
    const [, digits = '', fraction = '', unit = ''] = match
    if (digits === '' && fraction === '') return undefined
    const scale = unitNanoseconds[unit] ?? 0n
    total += BigInt(digits) * scale + (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length)
  }
  if (total >= 1n << 63n) return undefined
  const nanoseconds = Number(total)
  return sign === '-' && nanoseconds !== 0 ? -nanoseconds : nanoseconds
}

export function checkDuration(text: string): Fault | undefined {
  if (parseDuration(text) !== undefined) return undefined
  const remedy = /^\d+$/.test(text)
    ? `Write ${text}s for seconds.`
    : 'Write a number and a unit of ns, us, ms, s, m, h, such as 30s or 1m30s; there are no days.'
  return { message: `"${text}" is not a duration`, remedy }
}
