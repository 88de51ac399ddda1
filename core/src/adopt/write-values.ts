/*
 * Values as a person writes them in a Compose file; reading them back gives the same number.
 */

const UNITS = [
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
  ['ns', 1],
] as const

/** `1m30s` out of nanoseconds. */
export function writeDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s'
  let rest = Math.abs(nanoseconds)
  let text = nanoseconds < 0 ? '-' : ''
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest %= size
    if (count > 0) text += `${count}${unit}`
  }
  return text
}

/** `512M` out of bytes; plain bytes where no unit of 1024 fits. */
export function writeSize(bytes: number): string {
  for (const [unit, power] of [
    ['G', 3],
    ['M', 2],
    ['K', 1],
  ] as const) {
    const size = 1024 ** power
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`
  }
  return String(bytes)
}

/** `0.25` out of billionths of a CPU. */
export function writeCpus(nano: number): string {
  const digits = String(nano).padStart(10, '0')
  const fraction = digits.slice(-9).replace(/0+$/, '')
  const whole = digits.slice(0, -9)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

const ORDINARY_NAME = /^[A-Za-z_][\w./-]*$/

/** `NAME: value`, or a list of `NAME=value` where a name is none that a mapping can have. */
export function writePairs(
  pairs: readonly (readonly [name: string, value: string | undefined])[],
): Readonly<Record<string, string | null>> | readonly string[] | undefined {
  if (pairs.length === 0) return undefined
  const names = new Set(pairs.map(([name]) => name))
  const ordinary = pairs.every(([name]) => ORDINARY_NAME.test(name)) && names.size === pairs.length
  if (ordinary) return Object.fromEntries(pairs.map(([name, value]) => [name, value ?? null]))
  return pairs.map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
}
