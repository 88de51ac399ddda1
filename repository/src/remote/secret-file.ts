import { readFile, stat } from 'node:fs/promises'
import { RepositoryError } from '../repository-error.ts'

const MAX_BYTES = 64 * 1024
const READABLE_BY_OTHERS = 0o077
const WRITABLE_BY_OTHERS = 0o022

/** Throws RepositoryError `remote-credential` where the file isn't there or others may read or change it. */
export function checkPrivateFile(path: string): Promise<void> {
  return checkMode(path, READABLE_BY_OTHERS, 'read or changed', '0600')
}

/** As above, for a file that others may read. */
export function checkTrustedFile(path: string): Promise<void> {
  return checkMode(path, WRITABLE_BY_OTHERS, 'changed', '0644')
}

/** The first line of a private file. */
export async function readToken(path: string): Promise<string> {
  await checkPrivateFile(path)
  const [token = ''] = (await readFile(path, 'utf8')).split(/\r?\n/u)
  if (/^[\x21-\x7e]{1,4096}$/u.test(token)) return token
  throw new RepositoryError(
    'remote-credential',
    `${path} has no token in its first line.`,
    'Write the token into it, without blanks around it.',
  )
}

async function checkMode(path: string, others: number, verb: string, mode: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    throw new RepositoryError(
      'remote-credential',
      `${path} can't be read: ${found.code ?? found.message}.`,
      'Put the file there, or name another one.',
    )
  }
  if (!found.isFile() || found.size > MAX_BYTES) {
    throw new RepositoryError(
      'remote-credential',
      `${path} is no file of at most ${MAX_BYTES} bytes.`,
      'Name the file itself.',
    )
  }
  if ((found.mode & others) === 0) return
  throw new RepositoryError(
    'remote-credential',
    `${path} may be ${verb} by others than its owner.`,
    `Give it mode ${mode} (chmod ${mode} ${path}); a secret of the swarm gets its mode in the service.`,
  )
}
