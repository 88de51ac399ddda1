import type { Fault } from '../report.ts'

export type Restart =
  | { readonly kind: 'none' }
  | { readonly kind: 'any' }
  | { readonly kind: 'on-failure'; readonly attempts: number }

/** A fault with the code of the problem that it is. */
export interface RestartFault extends Required<Fault> {
  readonly code: 'restart-policy' | 'restart-count'
}

/** The service key `restart`: `always`, `unless-stopped`, `on-failure`, `no`, each with `:N`, or nothing. */
export function parseRestart(text: string): Restart | RestartFault {
  if (text === '') return { kind: 'none' }
  const [, name = '', count = ''] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  const attempts = parseCount(count)
  if (typeof attempts !== 'number') return attempts
  switch (name) {
    case 'no':
      return { kind: 'none' }
    case 'always':
    case 'unless-stopped':
      return { kind: 'any' }
    case 'on-failure':
      return { kind: 'on-failure', attempts }
    default: {
      const message = `"${text}" is not a restart policy`
      const remedy = 'Use deploy.restart_policy with a condition of none, on-failure or any.'
      return { code: 'restart-policy', message, remedy }
    }
  }
}

export function checkRestart(text: string): RestartFault | undefined {
  const parsed = parseRestart(text)
  return 'kind' in parsed ? undefined : parsed
}

function parseCount(text: string): number | RestartFault {
  if (text === '') return 0
  const count = /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN
  const remedy = 'Write a whole number after the colon, such as on-failure:3.'
  if (Number.isNaN(count)) {
    const message = `"${text}" is not a number of attempts`
    return { code: 'restart-policy', message, remedy }
  }
  if (count >= 0 && Number.isSafeInteger(count)) return count
  const message = `${text} attempts are not possible`
  return { code: 'restart-count', message, remedy }
}
