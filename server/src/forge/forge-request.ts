import type { Role } from '@kesako/contract'

/** Path of the stacks repository below the server's address. */
export const FORGE_PATH = '/git/stacks.git'

export type GitService = 'upload-pack' | 'receive-pack'

/** One request of Git's smart HTTP protocol. */
export interface ForgeRequest {
  readonly service: GitService
  /** `advertise`: the refs (`GET info/refs`); `call`: the service itself (`POST`). */
  readonly step: 'advertise' | 'call'
}

/** Reads method, path and query; undefined for what is not of the smart protocol. */
export function forgeRequest(
  method: string,
  path: string,
  query: URLSearchParams,
): ForgeRequest | undefined {
  if (path === `${FORGE_PATH}/info/refs`) {
    const service = serviceOf(query.get('service'))
    return method !== 'GET' || service === undefined ? undefined : { service, step: 'advertise' }
  }
  if (method !== 'POST' || !path.startsWith(`${FORGE_PATH}/`)) return undefined
  const service = serviceOf(path.slice(FORGE_PATH.length + 1))
  return service === undefined ? undefined : { service, step: 'call' }
}

/** The role that a service needs. */
export function roleFor(service: GitService): Role {
  switch (service) {
    case 'upload-pack':
      return 'viewer'
    case 'receive-pack':
      return 'deployer'
  }
}

/** The header `Git-Protocol`, as far as it is one; it becomes a variable of git's. */
export function protocolVersion(header: string | undefined): string | undefined {
  return header !== undefined && /^version=[0-9](?::[a-z0-9=-]{1,32}){0,4}$/.test(header)
    ? header
    : undefined
}

function serviceOf(name: string | null): GitService | undefined {
  if (name === 'git-upload-pack') return 'upload-pack'
  return name === 'git-receive-pack' ? 'receive-pack' : undefined
}
