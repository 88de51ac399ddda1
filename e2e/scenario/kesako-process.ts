import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DeploymentView, StackList, StackView } from '@kesako/contract'
import { temporaryFolder } from '../lab/index.ts'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The built command line, as people run it; `build-command-line.ts` makes it anew before the tests. */
export const KESAKO: readonly [program: string, ...args: string[]] = [
  join(root, 'node_modules/node/bin/node'),
  // As the launcher does it.
  '--max-semi-space-size=8',
  join(root, 'dist/kesako.js'),
]

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  // The wire's shape is the contract's; a test names the part that it reads.
  readonly body: never
}

/** A running `kesako serve`, as its users meet it: HTTP, Git, signals. */
export interface KesakoProcess extends AsyncDisposable {
  readonly url: string
  /** With the admin token in it, for `git clone`. */
  readonly gitUrl: string
  readonly token: string
  readonly dataFolder: string
  readonly processId: () => number
  /** All that it printed so far. */
  readonly output: () => string
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer>
  stacks(): Promise<StackList>
  stack(name: string): Promise<StackView>
  deployments(stack: string): Promise<readonly DeploymentView[]>
  /** The deployment of that stack at that revision, once it has ended. */
  ended(stack: string, revision: string, timeoutMs?: number): Promise<DeploymentView>
  /** The pass over that revision has ended for every stack. */
  settled(revision: string, timeoutMs?: number): Promise<StackList>
  signal(name: NodeJS.Signals): Promise<void>
  start(): Promise<void>
}

export interface KesakoOptions {
  /** `DOCKER_HOST`. */
  readonly host: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts a server on an engine with a data folder of its own. */
export async function startKesako(options: KesakoOptions): Promise<KesakoProcess> {
  const folder = await temporaryFolder()
  const dataFolder = join(folder.path, 'data')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let printed = ''
  let token = ''

  async function start(): Promise<void> {
    const [program, ...args] = KESAKO
    const started = spawn(
      program,
      [...args, 'serve', '--data', dataFolder, '--listen', `127.0.0.1:${port}`],
      {
        env: {
          PATH: process.env['PATH'],
          HOME: folder.path,
          DOCKER_HOST: options.host,
          // As the launcher does it.
          MALLOC_ARENA_MAX: '2',
          MALLOC_MMAP_THRESHOLD_: '131072',
          MALLOC_TRIM_THRESHOLD_: '131072',
          ...options.environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    child = started
    const collect = (text: string): void => {
      printed = (printed + text).slice(-1_000_000)
    }
    started.stdout.setEncoding('utf8').on('data', collect)
    started.stderr.setEncoding('utf8').on('data', collect)
    await eventually(
      'Kesako answers',
      async () => {
        if (started.exitCode !== null)
          throw new Error(`it ended with ${started.exitCode}:\n${printed}`)
        return (await fetch(`${url}/healthz`)).ok
      },
      60_000,
    ).catch((error: unknown) => {
      started.kill('SIGKILL')
      throw new Error(`${String(error)}\n${printed}`)
    })
    token = (await readFile(join(dataFolder, 'state/admin-token'), 'utf8')).trim()
  }

  async function signal(name: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(name)
    await gone
  }

  async function api(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const parsed: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: answer.status, headers: answer.headers, body: parsed as never }
  }

  async function read<T>(path: string): Promise<T> {
    const answer = await api('GET', path)
    if (answer.status !== 200)
      throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  const deployments = async (stack: string): Promise<readonly DeploymentView[]> =>
    (await read<{ deployments: readonly DeploymentView[] }>(`/deployments?stack=${stack}&limit=50`))
      .deployments

  await start()
  return {
    url,
    get gitUrl() {
      return `http://kesako:${token}@127.0.0.1:${port}/git/stacks.git`
    },
    get token() {
      return token
    },
    dataFolder,
    processId: () => child?.pid ?? 0,
    output: () => printed,
    api,
    stacks: () => read<StackList>('/stacks'),
    stack: (name) => read<StackView>(`/stacks/${name}`),
    deployments,
    ended: (stack, revision, timeoutMs) =>
      eventually(
        `deployment of ${stack} at ${revision.slice(0, 7)} has ended`,
        async () =>
          (await deployments(stack)).find(
            (deployment) => deployment.revision === revision && deployment.end !== undefined,
          ),
        timeoutMs,
      ),
    settled: (revision, timeoutMs) =>
      eventually(
        `the pass over ${revision.slice(0, 7)} has ended`,
        async () => {
          const list = await read<StackList>('/stacks')
          const quiet = list.stacks.every(
            ({ deploying, sync }) => !deploying && sync !== 'out-of-sync',
          )
          return list.revision === revision && quiet ? list : undefined
        },
        timeoutMs,
      ),
    signal,
    start,
    async [Symbol.asyncDispose]() {
      await signal('SIGTERM')
      await folder.remove()
    },
  }
}
