import { RepositoryError } from '../repository-error.ts'

/** Address of a Git remote, taken apart; never with a password in it. */
export interface RemoteUrl {
  readonly kind: 'https' | 'ssh' | 'file'
  /** What Git is given, and what people see. */
  readonly address: string
  /** Host with its port; `file` for a folder of this machine. */
  readonly host: string
  /** User name that an HTTPS address brought. */
  readonly username?: string
}

const MAX_LENGTH = 2000
const HOST = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/iu
const USER = /^[a-z0-9_][a-z0-9._+-]*$/iu

/**
 * Reads `https://[user@]host[:port]/path`, `ssh://[user@]host[:port]/path`, `[user@]host:path` or `file:///path`.
 * Throws RepositoryError `remote-refused` for anything else: other transports, a password, and what a program would
 * take for an option.
 */
export function parseRemoteUrl(text: string): RemoteUrl {
  if (text.length > MAX_LENGTH || /[\s\p{Cc}\p{Cf}]/u.test(text))
    throw refused('It has a blank or is too long.')
  const file = /^file:\/\/(\/.+)$/u.exec(text)
  if (file !== null) return { kind: 'file', address: text, host: 'file' }
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:([^@/]*)@)?([^/@]+)(\/.+)$/iu.exec(text)
  if (url !== null) {
    const [, scheme = '', user, host = '', path = ''] = url
    checkPath(path)
    return fromParts(scheme.toLowerCase(), user, host, path)
  }
  const short = /^(?:([^@/:]+)@)?([^/:@]+):([^:].*)$/u.exec(text)
  if (short === null || text.includes('::') || text.includes('://') || /^[a-z]:[\\/]/iu.test(text))
    throw refused('It is no address of a Git remote.')
  const [, user, host = '', path = ''] = short
  checkPath(path)
  const name = user ?? 'git'
  if (!USER.test(name) || !HOST.test(host))
    throw refused('Its user or host has a character that is not taken.')
  return { kind: 'ssh', address: `${name}@${host}:${path}`, host }
}

function fromParts(
  scheme: string,
  user: string | undefined,
  host: string,
  path: string,
): RemoteUrl {
  if (user?.includes(':') === true) throw refused('It has a password in it.')
  if (!HOST.test(host)) throw refused('Its host has a character that is not taken.')
  if (user !== undefined && !USER.test(user))
    throw refused('Its user has a character that is not taken.')
  switch (scheme) {
    case 'https':
      return {
        kind: 'https',
        address: `https://${host}${path}`,
        host,
        ...(user === undefined ? {} : { username: user }),
      }
    case 'ssh':
      return { kind: 'ssh', address: `ssh://${user ?? 'git'}@${host}${path}`, host }
    default:
      throw refused(`${scheme} is no way that Kesako fetches by.`)
  }
}

/** `ssh host git-upload-pack '-x'`, and tokens in a query. */
function checkPath(path: string): void {
  if (path.startsWith('-')) throw refused('Its path begins with a dash.')
  if (/[?#]/u.test(path)) throw refused('It has a query or a fragment.')
}

/** Never repeats the address, which may have a token in it. */
function refused(why: string): RepositoryError {
  return new RepositoryError(
    'remote-refused',
    `The address of the stacks repository can't be used. ${why}`,
    'Give https://HOST/PATH, ssh://git@HOST/PATH, git@HOST:PATH or file:///PATH, with the token in a file of its own.',
  )
}
