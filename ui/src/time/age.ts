const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Milliseconds from an ISO 8601 time to `now`; never negative, so that two clocks may differ. */
export function elapsed(then: string, now: number): number {
  const at = Date.parse(then)
  return Number.isNaN(at) ? 0 : Math.max(0, now - at)
}

/** Length of time in its largest unit: “42 s”, “4 min”, “20 h”, “9 d”. */
export function span(ms: number): string {
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

/** Age for a column: “now” for the first minute, so that no column counts seconds; then its span. */
export function age(then: string, now: number): string {
  const ms = elapsed(then, now)
  return ms < minute ? 'now' : span(ms)
}

/** Age in a sentence: “just now” for the first 10 s, then “42 s ago”, “3 min ago”. */
export function ago(then: string, now: number): string {
  const ms = elapsed(then, now)
  return ms < 10 * second ? 'just now' : `${span(ms)} ago`
}

/** How long something took: “38 s”, “1 min 12 s”, “2 h 05 min”. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / second))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${pad(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`
}

/** Clock time of a moment, with seconds. `timeZone` is the browser's unless given. */
export function clockTime(at: number, timeZone?: string): string {
  return formatter('clock', timeZone).format(at)
}

/** Date and clock time, for titles: “23 Nov 2026, 14:02:09”. */
export function absolute(then: string, timeZone?: string): string {
  const at = Date.parse(then)
  if (Number.isNaN(at)) return then
  return `${formatter('date', timeZone).format(at)}, ${clockTime(at, timeZone)}`
}

const shapes = {
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

/** Making one takes longer than everything else about a row. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(shape: keyof typeof shapes, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone ?? ''}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    ...shapes[shape],
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  formatters.set(key, made)
  return made
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
