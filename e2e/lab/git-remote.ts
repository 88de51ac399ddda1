import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { git, isolatedGitEnvironment } from './git.ts'
import { makeCertificate } from './registry-certificate.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** One request of a Git client. */
export interface GitRemoteRequest {
  readonly service: 'upload-pack' | 'receive-pack'
  readonly step: 'refs' | 'call'
}

/**
 * `serve`; `silence`: never an answer; `reset`: cut off before Git sees it; `lose-answer`: cut off after Git carried it out.
 */
export type Behaviour = 'serve' | 'silence' | 'reset' | 'lose-answer'

/** A bare repository behind HTTPS with a token, served by `git http-backend`, as any Git host is. */
export interface GitRemote extends AsyncDisposable {
  readonly url: string
  readonly path: string
  readonly token: string
  /** Files for its clients. */
  readonly tokenFile: string
  readonly certificateFile: string
  /** Requests with the right token so far. */
  readonly requests: readonly GitRemoteRequest[]
  /** What it does with requests; may wait, and may do something else first. */
  behave: (request: GitRemoteRequest) => Behaviour | Promise<Behaviour>
  /** Called after Git carried a request out, before the answer. */
  carriedOut: (request: GitRemoteRequest) => void
  /** Git on the bare repository. */
  git(...args: readonly string[]): Promise<string>
  /** A commit by somebody else on `main`; null deletes. Gives its id. */
  commit(
    files: Readonly<Record<string, string | null>>,
    options?: RemoteCommitOptions,
  ): Promise<string>
  head(): Promise<string | undefined>
  /** Puts a hook that refuses every push with these words. */
  refusePushes(words: string): Promise<void>
}

export interface RemoteCommitOptions {
  /** Rewrites: the commit stands in place of the newest one. */
  readonly amend?: boolean
  /** A history of its own. */
  readonly orphan?: boolean
}

export async function startGitRemote(): Promise<GitRemote> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await temporaryFolder())
  const path = join(folder.path, 'served/stacks.git')
  await mkdir(path, { recursive: true })
  await git(path, ['init', '--quiet', '--bare', '--initial-branch=main'])
  const { certificate, key, authority } = await makeCertificate(folder.path, '127.0.0.1')
  const token = `glpat-${randomBytes(12).toString('hex')}`
  const tokenFile = join(folder.path, 'token')
  await writeFile(tokenFile, `${token}\n`, { mode: 0o600 })
  const requests: GitRemoteRequest[] = []
  const remote: Pick<GitRemote, 'behave' | 'carriedOut'> = {
    behave: () => 'serve',
    carriedOut: () => {},
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = Buffer.from(
      request.headers.authorization?.split(' ')[1] ?? '',
      'base64',
    ).toString()
    const address = new URL(request.url ?? '/', 'https://remote')
    if (sent.slice(sent.indexOf(':') + 1) !== token) {
      request.resume()
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="remote"' }).end('Who are you?')
      return
    }
    const asked = describe(address)
    requests.push(asked)
    const body = await buffer(request)
    const behaviour = await remote.behave(asked)
    if (behaviour === 'silence') return
    if (behaviour === 'reset') return void request.socket.destroy()
    const output = await backend(join(folder.path, 'served'), request, address, body)
    remote.carriedOut(asked)
    if (behaviour === 'lose-answer') return void request.socket.destroy()
    const end = output.indexOf('\r\n\r\n')
    for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/s)
      if (name === 'Status') response.statusCode = Number(value.slice(0, 3))
      else response.setHeader(name, value)
    }
    response.end(output.subarray(end + 4))
  }

  const server = createServer(
    { cert: await readFile(certificate), key: await readFile(key) },
    (request, response) => {
      answer(request, response).catch(() => request.socket.destroy())
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.defer(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const listening = server.address()
  const port = typeof listening === 'object' ? listening?.port : undefined
  let clones = 0
  const running = opened.move()
  return Object.assign(remote, {
    url: `https://127.0.0.1:${port}/stacks.git`,
    path,
    token,
    tokenFile,
    certificateFile: authority,
    requests,
    git: async (...args: readonly string[]) => (await git(path, args)).trim(),
    async commit(
      files: Readonly<Record<string, string | null>>,
      options: RemoteCommitOptions = {},
    ) {
      const clone = join(folder.path, `clone-${++clones}`)
      await git(folder.path, ['clone', '--quiet', path, clone])
      if (options.orphan === true) {
        await git(clone, ['checkout', '--quiet', '--orphan', 'other'])
        await git(clone, ['rm', '-rfq', '--ignore-unmatch', '.'])
      }
      for (const [name, content] of Object.entries(files)) {
        if (content === null) await git(clone, ['rm', '--quiet', name])
        else await writeFile(join(clone, name), content)
      }
      await git(clone, ['add', '--all'])
      const amend = options.amend === true ? ['--amend'] : []
      await git(clone, ['commit', '--quiet', '--allow-empty', ...amend, '-m', `Change ${clones}`])
      await git(clone, ['push', '--quiet', '--force', path, 'HEAD:refs/heads/main'])
      return (await git(clone, ['rev-parse', 'HEAD'])).trim()
    },
    async head() {
      const id = await git(path, ['for-each-ref', '--format=%(objectname)', 'refs/heads/main'])
      return id.trim() || undefined
    },
    async refusePushes(words: string) {
      const hook = join(path, 'hooks/pre-receive')
      await writeFile(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`, { mode: 0o755 })
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  })
}

function describe(address: URL): GitRemoteRequest {
  const refs = address.pathname.endsWith('/info/refs')
  const words = refs ? (address.searchParams.get('service') ?? '') : address.pathname
  return {
    service: words.endsWith('git-receive-pack') ? 'receive-pack' : 'upload-pack',
    step: refs ? 'refs' : 'call',
  }
}

/** Source: git-http-backend(1), which is a program of the Common Gateway Interface. */
async function backend(
  root: string,
  request: IncomingMessage,
  address: URL,
  body: Buffer,
): Promise<Buffer> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...isolatedGitEnvironment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'kesako',
      REQUEST_METHOD: request.method,
      PATH_INFO: address.pathname,
      QUERY_STRING: address.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(body)
  return buffer(child.stdout)
}
