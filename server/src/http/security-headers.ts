import type { AppMiddleware } from './app-state.ts'

/** What the page may do: only files of this server, nothing inline, no frame around it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Headers of every answer. Nothing is cached unless a later one says so. */
export const securityHeaders: AppMiddleware = async (context, next) => {
  context.set(HEADERS)
  context.set('Cache-Control', 'no-store')
  if (context.state.origin.secure) context.set('Strict-Transport-Security', 'max-age=31536000')
  await next()
}
