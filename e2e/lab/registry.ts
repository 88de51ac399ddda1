import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { labBridge, plainAddress, securedAddress } from './lab-folder.ts'
import { makeCertificate, trustAuthority } from './registry-certificate.ts'
import { passwordLine, type RegistryLogin } from './registry-login.ts'
import { programPath, tryProgram } from './run-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface RegistryOptions {
  /** Answers only to who knows this. Default: to everybody. */
  readonly login?: RegistryLogin
  /** TLS with a certificate of an authority of its own, which the throwaway engines trust. Default: none. */
  readonly tls?: boolean
}

export interface Registry extends AsyncDisposable {
  /** `198.18.77.1:PORT`, or `198.18.77.254:PORT` with TLS: the same name for the test and for every throwaway engine. */
  readonly address: string
  /** Asks for another name or password from now on. */
  readonly setLogin: (login: RegistryLogin) => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts an image registry on the lab's bridge, empty and with deletion allowed. At least one throwaway engine must be
 * there, for the bridge is there with it. It ends with this process.
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  await using opened = new AsyncDisposableStack()
  const folder = await temporaryFolder()
  opened.defer(folder.remove)
  const host = options.tls === true ? await securedHost() : plainAddress
  const port = await freePort(host)
  const address = `${host}:${port}`
  const passwords = join(folder.path, 'htpasswd')
  const setLogin = async (login: RegistryLogin) => writeFile(passwords, await passwordLine(login))
  if (options.login !== undefined) await setLogin(options.login)
  const certificate = options.tls === true ? await makeCertificate(folder.path, host) : undefined
  if (certificate !== undefined) {
    opened.defer(await trustAuthority(address, await readFile(certificate.authority)))
  }
  const configuration = join(folder.path, 'config.yml')
  // JSON is YAML.
  await writeFile(
    configuration,
    JSON.stringify({
      version: 0.1,
      log: { accesslog: { disabled: true }, level: 'error' },
      storage: {
        filesystem: { rootdirectory: join(folder.path, 'data') },
        delete: { enabled: true },
      },
      http: {
        addr: address,
        ...(certificate && { tls: { certificate: certificate.certificate, key: certificate.key } }),
      },
      ...(options.login && { auth: { htpasswd: { realm: 'lab', path: passwords } } }),
    }),
  )
  opened.defer(await startProgram(configuration, host, port))
  const started = opened.move()
  const stop = () => started.disposeAsync()
  return { address, setLogin, stop, [Symbol.asyncDispose]: stop }
}

/** Runs docker-registry until it is told to end. */
async function startProgram(
  configuration: string,
  host: string,
  port: number,
): Promise<() => Promise<void>> {
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', 'docker-registry', 'serve', configuration],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: programPath, OTEL_TRACES_EXPORTER: 'none' },
    },
  )
  const ended = once(child, 'exit')
  let complaint = ''
  child.stderr.on(
    'data',
    (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-4000)),
  )
  const end = async () => {
    child.kill('SIGKILL')
    await ended
  }
  for (let turn = 0; turn < 500 && child.exitCode === null; turn += 1) {
    if (await listens(host, port)) return end
    await sleep(20)
  }
  await end()
  throw new Error(`docker-registry does not answer at ${host}:${port}: ${complaint}`)
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => finish(true)).once('error', () => finish(false))
  })
}

/** The address is put on the bridge by the first who needs it, and goes with the bridge. */
async function securedHost(): Promise<string> {
  await tryProgram('ip', ['addr', 'add', `${securedAddress}/24`, 'dev', labBridge])
  return securedAddress
}

async function freePort(host: string): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.on('error', () =>
      reject(new Error(`${host} is no address here: start a throwaway engine first`)),
    )
    server.listen(0, host, resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error(`no port at ${host}`)
  return address.port
}
