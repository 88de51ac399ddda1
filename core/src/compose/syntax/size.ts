import type { Fault } from '../report.ts'

const units = 'bkmgtp'

/** Bytes of `50M`, `1.5gb`, `10 KiB`; units count by 1024, fractions are cut. Undefined: no size. */
export function parseSize(text: string): number | undefined {
  const match =
    text.length > 40
      ? null
      : /^\+?((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)(?: ?([a-zA-Z]{1,3})| )?$/.exec(text)
  if (match === null) return undefined
  const [, digits = '', written = ''] = match
  const suffix = written.toLowerCase()
  const power = suffix === '' ? 0 : units.indexOf(suffix.charAt(0))
  const rest = suffix.slice(1)
  if (power === -1 || !['', 'b', 'ib'].includes(rest) || (power === 0 && rest !== ''))
    return undefined
  const bytes = Math.trunc(Number(digits) * 1024 ** power)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

export function checkSize(text: string): Fault | undefined {
  if (parseSize(text) !== undefined) return undefined
  return {
    message: `"${text}" is not a size`,
    remedy: 'Write a number and a unit of b, k, m, g, such as 512M.',
  }
}
