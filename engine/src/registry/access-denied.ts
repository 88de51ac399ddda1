import { EngineError } from '../engine-api.ts'

/*
 * The engine passes on what registries say, with whatever status: 401 for a wrong password, 500
 * where none was sent, 500 with "401 Unauthorized" from a log-in. Seen on engine 20.10.24.
 */
const DENIED =
  /no basic auth credentials|unauthorized|authentication required|incorrect username or password|\bdenied\b|insufficient_scope|40[13] (?:Unauthorized|Forbidden)|forbidden/i

/** True where a registry refused for want of credentials that it takes. */
export function isAccessDenied(error: unknown): error is EngineError {
  if (!(error instanceof EngineError) || error.status === undefined) return false
  return error.status === 401 || error.status === 403 || DENIED.test(error.message)
}
