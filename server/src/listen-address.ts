import { isIP } from 'node:net'
import { isLoopback } from './auth/trusted-proxies.ts'
import { ServerError } from './server-error.ts'
import type { ListenOptions } from './server-options.ts'

export const DEFAULT_HOST = '127.0.0.1'

/**
 * Where to listen. Whoever reaches the API is root on the swarm, so that elsewhere than on loopback
 * credentials must not travel in the clear: throws ServerError `listen-refused`.
 */
export function listenHost(options: ListenOptions): string {
  const host = options.host ?? DEFAULT_HOST
  const guarded = options.tls !== undefined || (options.trustedProxies ?? []).length > 0
  if (guarded || host === 'localhost' || isLoopback(host)) return host
  throw new ServerError(
    'listen-refused',
    `Kesako does not listen on ${host} without TLS: tokens would travel in the clear.`,
    'Give it a certificate (--tls-cert FILE --tls-key FILE), or name the proxy that ends TLS in front of it (--trusted-proxy ADDRESS).',
  )
}

/** `http://127.0.0.1:8080`; an address that stands for all interfaces is shown as loopback. */
export function listenUrl(host: string, port: number, tls: boolean): string {
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `${tls ? 'https' : 'http'}://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`
}
