import { EngineError } from '../engine-api.ts'

/*
 * What registries say of a name, tag or digest that they don't have. A 404 alone may come from a web
 * server that is no registry, or from an engine that can't ask one. Seen on engine 20.10.24.
 */
const UNKNOWN =
  /manifest unknown|manifest invalid: .*not found|manifest for \S+ not found|name unknown|tag unknown|repository name not known|repository does not exist/i

/** True where a registry answered that it has no such image, and not that it keeps it from us. */
export function isImageUnknown(error: unknown): error is EngineError {
  return error instanceof EngineError && error.status !== undefined && UNKNOWN.test(error.message)
}
