import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { git } from './git.ts'
import { programPath, runProgram } from './run-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A bare repository behind SSH, served by the machine's sshd on a port of its own. */
export interface SshRemote extends AsyncDisposable {
  readonly url: string
  readonly path: string
  readonly keyFile: string
  /** With the host's key. */
  readonly knownHostsFile: string
  /** With a key that is not the host's. */
  readonly wrongHostsFile: string
}

/** sshd wants to be started by its absolute path; undefined where the machine has none. */
export const sshdProgram = programPath
  .split(':')
  .map((folder) => join(folder, 'sshd'))
  .find((path) => existsSync(path))

export async function startSshRemote(): Promise<SshRemote> {
  if (sshdProgram === undefined) throw new Error('no sshd here: install the package openssh-server')
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await temporaryFolder())
  const at = (name: string): string => join(folder.path, name)
  const path = at('stacks.git')
  await mkdir(path)
  await git(path, ['init', '--quiet', '--bare', '--initial-branch=main'])
  for (const name of ['host', 'client', 'other']) {
    await runProgram('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)])
  }
  const port = await freePort()
  const known = async (name: string, key: string): Promise<string> => {
    const [kind, body] = (await readFile(at(`${key}.pub`), 'utf8')).split(' ')
    await writeFile(at(name), `[127.0.0.1]:${port} ${kind} ${body}\n`, { mode: 0o600 })
    return at(name)
  }
  await writeFile(at('authorized'), await readFile(at('client.pub')), { mode: 0o600 })
  await chmod(at('host'), 0o600)
  const settings = {
    ListenAddress: `127.0.0.1:${port}`,
    HostKey: at('host'),
    AuthorizedKeysFile: at('authorized'),
    PidFile: 'none',
    UsePAM: 'no',
    StrictModes: 'no',
    PermitRootLogin: 'yes',
    PasswordAuthentication: 'no',
    KbdInteractiveAuthentication: 'no',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  await writeFile(at('config'), `${lines.join('\n')}\n`)
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
  const server = spawn(sshdProgram, ['-D', '-e', '-f', at('config')], { stdio: 'ignore' })
  const ended = new Promise((resolve) => server.once('close', resolve))
  opened.defer(async () => {
    server.kill('SIGTERM')
    await ended
  })
  await untilOpen(port)
  const remote = {
    url: `ssh://root@127.0.0.1:${port}${path}`,
    path,
    keyFile: at('client'),
    knownHostsFile: await known('known-hosts', 'host'),
    wrongHostsFile: await known('wrong-hosts', 'other'),
  }
  const running = opened.move()
  return { ...remote, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
    await sleep(50)
  }
  throw new Error('sshd does not listen.')
}
