import type { Fault } from '../report.ts'
import { exactNumber } from './exact-number.ts'

const units = 'bkmgtp'
const pattern = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?: ?([a-zA-Z]{1,3})| )?$/

/** Bytes of `50M`, `1.5gb`, `10 KiB`; units count by 1024, fractions are cut. Undefined: no size. */
export function parseSize(text: string): number | undefined {
  const match = text.length > 40 ? null : pattern.exec(text.replace(/(?<=\d)_(?=\d)/g, ''))
  if (match === null) return undefined
  const [, digits = '', written = ''] = match
  const suffix = written.toLowerCase()
  const power = suffix === '' ? 0 : units.indexOf(suffix.charAt(0))
  const rest = suffix.slice(1)
  if (power === -1 || !['', 'b', 'ib'].includes(rest) || (power === 0 && rest !== ''))
    return undefined
  const bytes = Math.trunc(Number(digits) * 1024 ** power)
  return bytes < 0 || !Number.isFinite(bytes) ? undefined : exactNumber(BigInt(bytes))
}

export function checkSize(text: string): Fault | undefined {
  if (parseSize(text) !== undefined) return undefined
  return {
    message: `"${text}" is not a size`,
    remedy: 'Write a number and a unit of b, k, m, g, such as 512M.',
  }
}
