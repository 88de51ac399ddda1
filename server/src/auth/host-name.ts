/** Lower-case host name of a `Host` header, without port and brackets; undefined when it is none. */
export function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '')
  return (match?.[1] ?? match?.[2])?.toLowerCase()
}

/**
 * Host names that requests may name: those of the listen address and of the public address,
 * localhost, and those configured. A page of another name that resolves to this machine
 * (DNS rebinding) gets nothing.
 */
export function allowedHostNames(
  listenHost: string,
  publicUrl: string | undefined,
  configured: readonly string[],
): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '::1', listenHost, ...configured]
  if (publicUrl !== undefined) names.push(new URL(publicUrl).host)
  return new Set(names.flatMap((name) => hostName(name) ?? hostName(`[${name}]`) ?? []))
}
