import type { Fault } from '../report.ts'

export type Restart =
  | { readonly kind: 'none' }
  | { readonly kind: 'any' }
  | { readonly kind: 'on-failure'; readonly attempts: number }

/** The service key `restart`: `always`, `unless-stopped`, `on-failure[:N]`, `no` or nothing. */
export function parseRestart(text: string): Restart | Fault {
  const match = /^([^:]*)(?::(\d{0,9}))?$/.exec(text)
  const [, name = '', attempts = ''] = match ?? []
  if (text === '' || (match !== null && name === 'no')) return { kind: 'none' }
  if (match !== null && (name === 'always' || name === 'unless-stopped')) return { kind: 'any' }
  if (match !== null && name === 'on-failure')
    return { kind: 'on-failure', attempts: Number(attempts) }
  return {
    message: `"${text}" is not a restart policy`,
    remedy: 'Use deploy.restart_policy with a condition of none, on-failure or any.',
  }
}

export function checkRestart(text: string): Fault | undefined {
  const parsed = parseRestart(text)
  return 'kind' in parsed ? undefined : parsed
}
