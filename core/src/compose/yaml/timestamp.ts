const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * A YAML timestamp in Go's default format, `2020-01-01 00:00:00 +0000 UTC`, which is the text
 * that the docker CLI puts into variables and labels. Undefined when the text is no timestamp.
 */
export function formatTimestamp(text: string): string | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', separator, hour = '0', minute = '0', second = '0'] =
    match
  const fraction = (match[8] ?? '').slice(0, 9).replace(/0+$/, '')
  const zone = match[9]
  const zoneFits = separator === undefined || (separator === ' ') === (zone === undefined)
  if (!zoneFits || !isDate(Number(year), Number(month), Number(day))) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (!isZone(zone)) return undefined
  const date = `${year}-${two(month)}-${two(day)}`
  const time = `${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`
  return `${date} ${time} ${formatZone(zone)}`
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Go takes offsets of up to 24 hours and 60 minutes. */
function isZone(zone = 'Z'): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) <= 60)
}

/** True for a time zone that Go reads and can't write: an offset of 24 hours or more. */
export function isDayAway(timestamp: string): boolean {
  const [, hours, minutes] = /[+-](\d{2}):(\d{2})$/.exec(timestamp) ?? []
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0) >= 24 * 60
}

function formatZone(zone: string | undefined): string {
  const offset = (zone ?? 'Z').replace(':', '')
  if (offset === 'Z' || offset.slice(1) === '0000') return '+0000 UTC'
  return `${offset} ${offset}`
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
