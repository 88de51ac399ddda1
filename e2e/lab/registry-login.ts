import { randomBytes } from 'node:crypto'
import { runProgram } from './run-program.ts'

/** What a registry asks for. */
export interface RegistryLogin {
  readonly username: string
  readonly password: string
}

/** Characters of a salt in bcrypt's own base64. */
const SALT_ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A line of an htpasswd file, bcrypt, without the program htpasswd: perl is on every Debian. */
export async function passwordLine({ username, password }: RegistryLogin): Promise<string> {
  const salt = [...randomBytes(21)].map((byte) => SALT_ALPHABET[byte % 64]).join('')
  const program = 'my $word = <STDIN>; print crypt($word, $ARGV[0])'
  const hash = await runProgram('perl', ['-e', program, `$2y$05$${salt}u`], { input: password })
  return `${username}:${hash}\n`
}
