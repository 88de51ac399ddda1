import { LOGIN_FRAGMENT } from '@kesako/contract'

/** The secret in an address's fragment (`#login=…`); undefined when there is none. */
export function loginSecret(hash: string): string | undefined {
  const secret = new URLSearchParams(hash.replace(/^#/, '')).get(LOGIN_FRAGMENT)
  return secret === null || secret === '' ? undefined : secret
}
