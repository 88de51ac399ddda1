import { EngineError } from '../engine-api.ts'

/** Oldest version spoken: engine 20.10. */
export const OLDEST_API = '1.41'
/** Newest version known. */
export const NEWEST_API = '1.51'

/**
 * The version to speak with an engine that answers `Api-Version: offered`: its own, at most the
 * newest that is known here. An older engine than 20.10 rejects with kind `refused`.
 */
export function negotiate(offered: string | undefined): string {
  if (offered === undefined || !/^\d+\.\d+$/.test(offered)) {
    throw new EngineError(
      'refused',
      'What answers is not a Docker Engine: its ping names no API version. Check DOCKER_HOST.',
    )
  }
  if (isOlder(offered, OLDEST_API)) {
    throw new EngineError(
      'refused',
      `The engine speaks API ${offered}; ${OLDEST_API} (engine 20.10) or later is needed. Update Docker.`,
    )
  }
  return isOlder(NEWEST_API, offered) ? NEWEST_API : offered
}

/** True when version `a` came before version `b`. */
export function isOlder(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA < majorB || (majorA === majorB && minorA < minorB)
}
