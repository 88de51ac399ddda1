import { EngineError } from '../engine-api.ts'
import { redact } from '../redact.ts'

const SET_HOST = 'set DOCKER_HOST (or the docker context) to where the engine runs'

/**
 * What a connection that failed means, with what to do about it.
 *
 * @param intent what was tried, as it follows "Could not"
 * @param place the address without credentials
 */
export function connectionError(error: unknown, intent: string, place: string): EngineError {
  if (error instanceof EngineError) return error
  const code = errorCode(error)
  const kind = isRefusal(code) ? 'refused' : 'unreachable'
  return new EngineError(
    kind,
    `Could not ${intent}: ${reason(code, error, place)}`,
    undefined,
    error,
  )
}

/** True when a kept connection was closed by the other side before it took the request. */
export function isStaleConnection(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ECONNRESET' || code === 'EPIPE'
}

function isRefusal(code: string): boolean {
  return code === 'EACCES' || code === 'EPERM' || isTrustProblem(code)
}

function isTrustProblem(code: string): boolean {
  return (
    /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/.test(code) ||
    code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
  )
}

function reason(code: string, error: unknown, place: string): string {
  if (isTrustProblem(code)) {
    return `the TLS certificates for ${place} don't fit (${code}). Check DOCKER_CERT_PATH and its ca.pem.`
  }
  switch (code) {
    case 'ENOENT':
      return `there is no engine at ${place}. Start Docker, or ${SET_HOST}.`
    case 'ECONNREFUSED':
      return `nothing listens at ${place}. Start Docker, or ${SET_HOST}.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name of ${place} can't be resolved. Check the name, or ${SET_HOST}.`
    case 'EACCES':
    case 'EPERM':
      return `${place} may not be opened by this user. Run as root or as a member of the group of the socket.`
    case 'ECONNRESET':
    case 'EPIPE':
      return `the connection to ${place} broke. The engine may have stopped or restarted; check that it runs.`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${place} can't be reached. Check the network and that the engine runs.`
    default:
      return `${redact(error instanceof Error ? error.message : String(error))} (${place}). Check that the engine runs.`
  }
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
