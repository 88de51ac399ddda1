/** Whether a write comes from our own page, by the headers that a browser sets and a page can't. */
export interface OriginHeaders {
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** As the client wrote it, with port. */
  readonly host: string | undefined
}

/** False when neither header proves it: browsers send one of them with every write. */
export function isSameOrigin(headers: OriginHeaders): boolean {
  if (headers.fetchSite !== undefined && headers.fetchSite !== 'same-origin') return false
  if (headers.origin === undefined) return headers.fetchSite === 'same-origin'
  return headers.host !== undefined && originHost(headers.origin) === headers.host.toLowerCase()
}

function originHost(origin: string): string | undefined {
  return /^https?:\/\/([^/\s]+)$/i.exec(origin)?.[1]?.toLowerCase()
}
