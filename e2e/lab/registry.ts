import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { labSubnet } from './lab-folder.ts'
import { programPath } from './run-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Registry extends AsyncDisposable {
  /** `198.18.77.1:PORT`: the same name for the test and for every throwaway engine, which take it without TLS. */
  readonly address: string
  readonly stop: () => Promise<void>
}

/**
 * Starts an image registry on the lab's bridge, empty and with deletion allowed. At least one throwaway engine must be
 * there, for the bridge is there with it. It ends with this process.
 */
export async function startRegistry(): Promise<Registry> {
  const folder = await temporaryFolder()
  const host = `${labSubnet}.1`
  const port = await freePort(host)
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
      http: { addr: `${host}:${port}` },
    }),
  )
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
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    await folder.remove()
  }
  for (let turn = 0; turn < 500 && child.exitCode === null; turn += 1) {
    const answer = await fetch(`http://${host}:${port}/v2/`).catch(() => undefined)
    if (answer !== undefined)
      return { address: `${host}:${port}`, stop, [Symbol.asyncDispose]: stop }
    await sleep(20)
  }
  await stop()
  throw new Error(`docker-registry does not answer at ${host}:${port}: ${complaint}`)
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
