import { readBounded } from '../input/file-read.ts'
import { wrongUse } from '../cli-error.ts'
import type { World } from '../world.ts'
import { askPerson } from './ask-person.ts'

export interface LoginOptions {
  readonly username?: string
  readonly passwordStdin?: boolean
}

/** User name and password: as told, from standard input, else by asking who sits at the terminal. */
export async function readLogin(
  world: World,
  { username, passwordStdin = false }: LoginOptions,
): Promise<{ readonly username: string; readonly password: string }> {
  if (passwordStdin) {
    if (username === undefined) {
      throw wrongUse('--password-stdin needs --username.', 'Write `--username NAME` too.')
    }
    return notEmpty({ username, password: await readPassword(world) })
  }
  const name = username ?? (await askPerson(world, 'User name: '))
  return notEmpty({ username: name, password: await askPerson(world, 'Password: ', 'hidden') })
}

/** Without the end of line that `echo` puts behind it. */
async function readPassword(world: World): Promise<string> {
  const read = await readBounded(world.stdin)
  if (read.kind === 'too-large') throw wrongUse('What comes on standard input is no password.')
  return Buffer.from(read.bytes)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

function notEmpty(login: { readonly username: string; readonly password: string }): typeof login {
  if (login.username === '') throw wrongUse('The user name is empty.')
  if (login.password === '') throw wrongUse('The password is empty.')
  return login
}
