import { hostName } from '../auth/host-name.ts'
import { requestOrigin } from '../auth/request-origin.ts'
import { goesAroundProxy, type TrustedProxies } from '../auth/trusted-proxies.ts'
import { RequestProblem } from './request-problem.ts'
import type { AppMiddleware } from './app-state.ts'

export interface Gate {
  readonly proxies: TrustedProxies
  readonly allowedHosts: ReadonlySet<string>
}

/** Finds out where a request comes from; `checkArrival` judges it. */
export function readArrival({ proxies }: Gate): AppMiddleware {
  return async (context, next) => {
    const { socket, headers } = context.req
    context.state.origin = requestOrigin(
      {
        remoteAddress: socket.remoteAddress ?? '',
        encrypted: 'encrypted' in socket && socket.encrypted === true,
        host: headers.host,
        forwardedFor: single(headers['x-forwarded-for']),
        forwardedProto: single(headers['x-forwarded-proto']),
        forwardedHost: single(headers['x-forwarded-host']),
      },
      proxies,
    )
    await next()
  }
}

/** Refuses other host names than ours, and what goes around the trusted proxy in the clear. */
export function checkArrival(gate: Gate): AppMiddleware {
  return async (context, next) => {
    const { secure } = context.state.origin
    if (goesAroundProxy(context.req.socket.remoteAddress ?? '', secure, gate.proxies)) {
      const detail = 'This server takes connections from its trusted proxy only.'
      throw new RequestProblem('not-through-proxy', detail)
    }
    const name = hostName(context.state.origin.host)
    if (name === undefined || !gate.allowedHosts.has(name)) {
      throw new RequestProblem('host-not-allowed', 'This server does not answer to this name.', {
        remedy: 'Use the address that Kesako printed, or allow the host name in its configuration.',
      })
    }
    await next()
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header
}
