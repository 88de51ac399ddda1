import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Role } from '@kesako/contract'
import { createRunner, systemClock, type Runner } from '@kesako/deploy'
import { connectEngine } from '@kesako/engine'
import {
  createBareRepository,
  createLoadCache,
  openRepository,
  type RemoteOptions,
  type StacksRepository,
} from '@kesako/repository'
import { startFakeEngine, type FakeEngine } from '../../e2e/lab/fake-engine/index.ts'
import { git, temporaryFolder, tryGit } from '../../e2e/lab/index.ts'
import { createLog } from '../src/log/create-log.ts'
import type { RunningServer, ServerOptions } from '../src/server-options.ts'
import { startServer } from '../src/start-server.ts'
import { openState, type State } from '../src/state/open-state.ts'

/** A server with real Git, real runner and the lab's engine, reached over loopback. */
export interface Stage extends AsyncDisposable {
  readonly engine: FakeEngine
  readonly repository: StacksRepository
  readonly runner: Runner
  readonly state: State
  readonly server: RunningServer
  /** Lines of the log so far. */
  readonly log: readonly string[]
  readonly adminToken: string
  readonly folder: string
  /** Secret of a new token; `stacks` are patterns of what a deployer may change. */
  token(role: Role, stacks?: string[]): Promise<string>
  ask(method: string, path: string, request?: Asked): Promise<Answered>
  /** Commits files in a fresh clone of the forge (null deletes) and pushes; gives what the terminal showed. */
  push(files: Files, options?: PushOptions): Promise<Pushed>
  /** URL of the forge with a token in it. */
  remote(token?: string): string
}

export type Files = Readonly<Record<string, string | Uint8Array | null>>

export interface Asked {
  /** Default: the admin's. Null: none. */
  readonly token?: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Parsed JSON, with the shape that the test knows. */
  readonly body: any // oxlint-disable-line typescript/no-explicit-any -- tests name the part they read
}

export interface PushOptions {
  readonly token?: string
  readonly arguments?: readonly string[]
  /** Default `HEAD:main`. */
  readonly refspec?: string
  /** Begin a history of its own. */
  readonly orphan?: boolean
  /** Runs in the clone before the files are written. */
  readonly prepare?: (clone: string) => Promise<void>
}

export interface Pushed {
  readonly ok: boolean
  readonly terminal: string
}

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')
const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')

/** `remote` makes the repository the mirror of one; `now` is the clock of tokens. */
export async function openStage(
  over: Partial<ServerOptions> = {},
  remote?: RemoteOptions,
  now: () => number = Date.now,
): Promise<Stage> {
  await using opened = new AsyncDisposableStack()
  const folder = await temporaryFolder()
  opened.defer(() => folder.remove())
  const engine = opened.use(await startFakeEngine())
  const connected = connectEngine({ host: engine.host })
  opened.defer(() => connected.close())

  const path = join(folder.path, 'stacks.git')
  await createBareRepository(path)
  const cache = createLoadCache()
  const open = (environment: Readonly<Record<string, string>>): StacksRepository =>
    openRepository({
      path,
      environment,
      digest: sha256,
      variables: new Map(),
      cache,
      ...(remote === undefined ? {} : { remote }),
    })
  const repository = open({})
  opened.defer(() => repository.close())

  const lines: string[] = []
  const log = createLog({ destination: { write: (line) => void lines.push(line) } })
  const state = await openState(join(folder.path, 'state'), { now, randomHex })
  const runner = createRunner({
    credentials: state.registries,
    pauses: () => state.pauses.list(),
    engine: connected,
    repository,
    digests: {
      config: sha256,
      secret: (data) => createHmac('sha256', 'key of the test').update(data).digest('hex'),
    },
    clock: systemClock,
    log,
    randomHex,
    holder: `test-${randomHex(4)}`,
    intervalMs: 3_600_000,
    remotePollMs: 3_600_000,
    pollMs: 20,
  })
  opened.defer(() => runner.stop())
  const server = await startServer({
    engine: connected,
    repository,
    quarantine: open,
    runner,
    state,
    listen: { port: 0 },
    log,
    clock: systemClock,
    randomHex,
    version: '0.1.0-test',
    ...over,
  })
  opened.defer(() => server.close())
  const adminToken = state.firstAdminToken ?? ''
  const forge = (token = adminToken): string => server.gitUrl.replace('://', `://anybody:${token}@`)
  const running = opened.move()

  return {
    engine,
    repository,
    runner,
    state,
    server,
    log: lines,
    adminToken,
    folder: folder.path,
    remote: forge,
    async token(role, stacks) {
      const created = await state.tokens.create({
        name: `${role} ${randomHex(4)}`,
        role,
        ...(stacks === undefined ? {} : { stacks }),
      })
      return created?.secret ?? ''
    },
    ask: (method, address, request = {}) => ask(server.url, adminToken, method, address, request),
    push: (files, options = {}) =>
      push(join(folder.path, randomHex(4)), forge(options.token), files, options),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function ask(
  url: string,
  adminToken: string,
  method: string,
  path: string,
  request: Asked,
): Promise<Answered> {
  const token = request.token === undefined ? adminToken : request.token
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') === true
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  }
}

async function push(
  clone: string,
  remote: string,
  files: Files,
  options: PushOptions,
): Promise<Pushed> {
  await mkdir(clone, { recursive: true })
  await git(clone, ['init', '--quiet'])
  const fetched = await tryGit(clone, ['fetch', '--quiet', remote, 'main'])
  if (fetched.code === 0 && options.orphan !== true) {
    await git(clone, ['reset', '--quiet', '--hard', 'FETCH_HEAD'])
  }
  await options.prepare?.(clone)
  for (const [path, content] of Object.entries(files)) {
    const target = join(clone, path)
    await mkdir(dirname(target), { recursive: true })
    if (content === null) await rm(target)
    else await writeFile(target, content)
  }
  await git(clone, ['add', '--all'])
  await git(clone, ['commit', '--quiet', '--allow-empty', '-m', 'A change of the test'])
  const refspec = options.refspec ?? 'HEAD:main'
  const pushed = await tryGit(clone, ['push', ...(options.arguments ?? []), remote, refspec])
  return { ok: pushed.code === 0, terminal: pushed.stderr }
}
