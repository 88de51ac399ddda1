import { parseRemoteUrl, type RemoteCredentials, type RemoteUrl } from '@kesako/repository'
import { wrongUse } from '../cli-error.ts'
import type { World } from '../world.ts'

/** Options of `serve` that say where the stacks repository is; each may also be a variable of the process. */
export interface RemoteServeOptions {
  readonly repository?: string
  readonly branch?: string
  readonly gitTokenFile?: string
  readonly gitCa?: string
  readonly sshKey?: string
  readonly knownHosts?: string
  readonly poll?: string
  readonly journalRefs?: string
}

/** A Git remote as the home of the stacks repository. */
export interface RemoteSettings {
  readonly url: RemoteUrl
  readonly branch: string
  readonly credentials: RemoteCredentials
  /** Time between two looks, milliseconds. */
  readonly pollMs: number
  /** Undefined: the journal is kept here only. */
  readonly journalRefs: string | undefined
}

const VARIABLES = {
  repository: 'KESAKO_REPOSITORY',
  branch: 'KESAKO_BRANCH',
  gitTokenFile: 'KESAKO_GIT_TOKEN_FILE',
  gitCa: 'KESAKO_GIT_CA',
  sshKey: 'KESAKO_SSH_KEY',
  knownHosts: 'KESAKO_KNOWN_HOSTS',
  poll: 'KESAKO_POLL',
  journalRefs: 'KESAKO_JOURNAL_REFS',
} as const satisfies Readonly<Record<keyof RemoteServeOptions, string>>

/**
 * What options and environment say together; undefined where the server hosts the repository itself.
 *
 * @param resolve makes a path absolute
 */
export function remoteSettings(
  options: RemoteServeOptions,
  environment: World['environment'],
  resolve: (path: string) => string,
): RemoteSettings | undefined {
  const setting = (name: keyof RemoteServeOptions): string | undefined =>
    options[name] ?? (environment[VARIABLES[name]] || undefined)
  const file = (name: keyof RemoteServeOptions): string | undefined => {
    const path = setting(name)
    return path === undefined ? undefined : resolve(path)
  }
  const address = setting('repository')
  if (address === undefined) {
    const alone = Object.keys(options).find((name) => name !== 'repository' && name in VARIABLES)
    if (alone === undefined) return undefined
    throw wrongUse('--repository is missing beside the other options of a Git remote.')
  }
  const branch = setting('branch') ?? 'main'
  const [tokenFile, certificateFile] = [file('gitTokenFile'), file('gitCa')]
  const [keyFile, knownHostsFile] = [file('sshKey'), file('knownHosts')]
  return {
    url: parseRemoteUrl(address),
    branch,
    credentials: {
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...(certificateFile === undefined ? {} : { certificateFile }),
      ...(keyFile === undefined ? {} : { keyFile }),
      ...(knownHostsFile === undefined ? {} : { knownHostsFile }),
    },
    pollMs: pollMs(setting('poll') ?? '30s'),
    journalRefs: journalRefs(setting('journalRefs'), branch),
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }

function pollMs(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([smh])$/.exec(text) ?? []
  const ms = Number(count) * (UNITS[unit] ?? 0)
  if (ms >= 1000 && ms <= 24 * 3_600_000) return ms
  throw wrongUse(
    `--poll takes a time of at least 1s and at most 24h, and is ${text}.`,
    'For example: 30s',
  )
}

/** Branches have places of their own, so that servers of several branches of one repository don't meet. */
function journalRefs(text: string | undefined, branch: string): string | undefined {
  if (text === undefined) {
    return branch === 'main' ? 'refs/kesako' : `refs/kesako/branches/${branch}`
  }
  if (text === 'none') return undefined
  const fine = /^refs(?:\/[a-zA-Z0-9_][a-zA-Z0-9_-]*){1,8}$/.test(text)
  const bare = text === 'refs/heads' || text === 'refs/tags'
  const head = `refs/heads/${branch}`
  if (
    fine &&
    !bare &&
    text !== head &&
    !text.startsWith(`${head}/`) &&
    !head.startsWith(`${text}/`)
  ) {
    return text
  }
  throw wrongUse(
    `--journal-refs takes "none" or the beginning of names of refs, and is ${text}.`,
    'For example: refs/kesako, or refs/heads/kesako for a host that takes heads only.',
  )
}
