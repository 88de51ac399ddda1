import { sha256 } from '../input/digests.ts'

/** How a server names itself in leases. */
export interface ServerHolder {
  readonly holder: string
  /** True for an earlier process on the same data folder: its lock says that it runs no more. */
  readonly isDeadHolder: (holder: string) => boolean
}

/**
 * The name begins with what is the same at every start on a data folder and ends with what is this
 * process alone, so that a server which was killed doesn't have to wait for its own leases.
 *
 * @param digestKey what no other data folder has; only a digest of it is shown
 */
export function serverHolder(digestKey: string, random: string): ServerHolder {
  const folder = `server/${sha256(`holder ${digestKey}`).slice(0, 12)}/`
  const holder = `${folder}${random}`
  return { holder, isDeadHolder: (other) => other.startsWith(folder) && other !== holder }
}
