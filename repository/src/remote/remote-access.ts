import { checkPrivateFile, checkTrustedFile, readToken } from './secret-file.ts'
import type { RemoteUrl } from './remote-url.ts'
import { RepositoryError } from '../repository-error.ts'

/** Files that open a remote. They are read again for each call, so that a new token needs no new start. */
export interface RemoteCredentials {
  /** HTTPS: a file with the token in its first line, for its owner's eyes only. */
  readonly tokenFile?: string
  /** HTTPS: certificates that are trusted instead of the machine's, PEM. */
  readonly certificateFile?: string
  /** SSH: the private key, without a passphrase, for its owner's eyes only. */
  readonly keyFile?: string
  /** SSH: the known_hosts file that the host's key must be in. */
  readonly knownHostsFile?: string
}

/** How one call of Git gets at a remote. */
export interface RemoteAccess {
  /** Options before the command. */
  readonly options: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** What must be in no message. */
  readonly secret?: string
}

/** A user name that hosts take beside a token: GitHub, GitLab, Gitea and Bitbucket's access tokens alike. */
const TOKEN_USER = 'oauth2'

/**
 * Git asks the helper only after the host asked for a credential. The token is in the environment of these processes
 * and in no argument list.
 */
const HELPER =
  '!f() { test "$1" = get || exit 0; printf \'username=%s\\npassword=%s\\n\' "$KESAKO_GIT_USERNAME" "$KESAKO_GIT_TOKEN"; }; f'

const CONNECT_SECONDS = 10

/** Throws RepositoryError `remote-credential` where a file is missing or open to others. */
export async function remoteAccess(
  url: RemoteUrl,
  credentials: RemoteCredentials,
): Promise<RemoteAccess> {
  switch (url.kind) {
    case 'https':
      return httpsAccess(url, credentials)
    case 'ssh':
      return sshAccess(credentials)
    case 'file':
      return { options: [], environment: { GIT_ALLOW_PROTOCOL: 'file' } }
  }
}

async function httpsAccess(
  url: RemoteUrl,
  { tokenFile, certificateFile }: RemoteCredentials,
): Promise<RemoteAccess> {
  const token = tokenFile === undefined ? undefined : await readToken(tokenFile)
  if (certificateFile !== undefined) await checkTrustedFile(certificateFile)
  return {
    options: [
      ...configuration({
        // A redirect would take the credential along.
        'http.followRedirects': 'false',
        'http.sslVerify': 'true',
        'http.lowSpeedLimit': '100',
        'http.lowSpeedTime': '30',
        ...(certificateFile === undefined ? {} : { 'http.sslCAInfo': certificateFile }),
        'credential.helper': '',
      }),
      ...(token === undefined ? [] : configuration({ 'credential.helper': HELPER })),
    ],
    environment: {
      GIT_ALLOW_PROTOCOL: 'https',
      ...(token === undefined
        ? {}
        : { KESAKO_GIT_USERNAME: url.username ?? TOKEN_USER, KESAKO_GIT_TOKEN: token }),
    },
    ...(token === undefined ? {} : { secret: token }),
  }
}

async function sshAccess({ keyFile, knownHostsFile }: RemoteCredentials): Promise<RemoteAccess> {
  if (keyFile === undefined || knownHostsFile === undefined) {
    throw new RepositoryError(
      'remote-credential',
      'A remote by SSH needs a private key and a known_hosts file that names its host.',
      'Give both: --ssh-key FILE --known-hosts FILE.',
    )
  }
  await checkPrivateFile(keyFile)
  await checkTrustedFile(knownHostsFile)
  const options = {
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    UserKnownHostsFile: quoteOption(knownHostsFile),
    GlobalKnownHostsFile: '/dev/null',
    StrictHostKeyChecking: 'yes',
    UpdateHostKeys: 'no',
    BatchMode: 'yes',
    ForwardAgent: 'no',
    ClearAllForwardings: 'yes',
    PermitLocalCommand: 'no',
    ControlMaster: 'no',
    ControlPath: 'none',
    ConnectTimeout: String(CONNECT_SECONDS),
    ServerAliveInterval: '10',
    ServerAliveCountMax: '3',
  }
  const words = ['ssh', '-F', 'none', '-i', keyFile, ...sshOptions(options)]
  return {
    options: [],
    environment: {
      GIT_ALLOW_PROTOCOL: 'ssh',
      GIT_SSH_VARIANT: 'ssh',
      GIT_SSH_COMMAND: words.map(quoteShell).join(' '),
    },
  }
}

/** Options of `git`, in the order given. */
export function configuration(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function sshOptions(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** ssh takes a list of files, parted by blanks, and expands `%`. */
function quoteOption(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}

function quoteShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
