/** Cookies don't know ports: two servers on one host must not end each other's sessions. */
export function sessionCookieName(port: number, secure: boolean): string {
  return `${secure ? '__Host-' : ''}kesako_session_${port}`
}

/** `Set-Cookie` for a session. */
export function sessionCookie(
  name: string,
  secret: string,
  secure: boolean,
  maxAgeSeconds: number,
): string {
  const flags = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`]
  if (secure) flags.push('Secure')
  return [`${name}=${secret}`, ...flags].join('; ')
}
