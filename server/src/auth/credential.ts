/** How a request says who it is. */
export interface Credential {
  readonly kind: 'bearer' | 'basic' | 'cookie'
  readonly secret: string
}

/** Longest header that is looked at. */
const MAX_HEADER = 4096

/** Credential of an `Authorization` header; undefined when there is none that can be read. */
export function headerCredential(authorization: string | undefined): Credential | undefined {
  if (authorization === undefined || authorization.length > MAX_HEADER) return undefined
  const [, scheme = '', value = ''] = /^([a-z]+) +(\S+)$/i.exec(authorization.trim()) ?? []
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { kind: 'bearer', secret: value }
    case 'basic': {
      const pair = Buffer.from(value, 'base64').toString('utf8')
      const colon = pair.indexOf(':')
      // A token is the password; the user name is anything.
      return colon < 0 ? undefined : { kind: 'basic', secret: pair.slice(colon + 1) }
    }
    default:
      return undefined
  }
}

/** Credential of the session cookie. */
export function cookieCredential(
  cookies: string | undefined,
  name: string,
): Credential | undefined {
  if (cookies === undefined || cookies.length > 4 * MAX_HEADER) return undefined
  for (const pair of cookies.split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name && value !== undefined) return { kind: 'cookie', secret: value.trim() }
  }
  return undefined
}
