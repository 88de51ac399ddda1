import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  PROBLEM_CODES,
  problemDocument,
  type EventView,
  type ProblemCode,
  type SessionView,
  type StackList,
} from '@kesako/contract'
import { scenarios, type Scenario } from './scenario.ts'
import { FIXTURE_NOW } from './stack-fixture.ts'
import { planOf } from './stacks-fixture.ts'

/** Plays the server for screenshots and browser tests. Not shipped. */
export interface FixtureServer {
  readonly url: string
  /** Requests as `METHOD path`, in order. */
  readonly requests: string[]
  play(scenario: Scenario): void
  send(event: EventView): void
  close(): Promise<void>
}

/** The one secret that logs in. */
export const FIXTURE_SECRET = 'fixture-secret-0123456789'

/** How to start it. */
export interface FixtureServerOptions {
  /** Default: any free one. */
  readonly port?: number
  /** Where the built page lies; default `dist/ui`. */
  readonly pageFolder?: string
}

const builtPage = fileURLToPath(new URL('../../dist/ui', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** As strict as the server's own: no inline script or style, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export async function startFixtureServer(
  first: Scenario,
  { port = 0, pageFolder = builtPage }: FixtureServerOptions = {},
): Promise<FixtureServer> {
  let scenario = first
  let shift = Date.now()
  const requests: string[] = []
  const listeners = new Set<ServerResponse>()

  function session(): SessionView {
    return {
      name: 'Léa Fournier',
      role: scenario.role ?? 'viewer',
      version: '0.1.0',
      gitUrl: 'https://kesako.example.org/git/stacks.git',
      branch: 'main',
    }
  }

  function api(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: string,
  ): void {
    const route = `${request.method} ${path}`
    if (route === 'POST /api/login') {
      const good = (JSON.parse(body) as { secret?: unknown }).secret === FIXTURE_SECRET
      if (!good) return problem(response, 'login-invalid', 'Nobody has this secret.')
      scenario = { ...scenario, role: scenario.role ?? 'deployer' }
      return json(response, session())
    }
    if (route === 'POST /api/logout') {
      scenario = { ...scenario, role: null }
      return void response.writeHead(204).end()
    }
    if (scenario.role === null) return problem(response, 'not-authenticated', 'Log in first.')
    if (route === 'GET /api/session') return json(response, session())
    if (route === 'GET /api/events') return listen(response)
    if (route === 'GET /api/stacks') return stacks(response)
    const plan = /^GET \/api\/stacks\/([^/]+)\/plan$/.exec(route)
    if (plan?.[1] !== undefined) return json(response, planOf(plan[1]))
    if (/^POST \/api\/stacks\/[^/]+\/sync$/.test(route)) {
      return json(response, { finished: false, deployments: [] }, 202)
    }
    problem(response, 'route-unknown', 'There is no such address.')
  }

  function stacks(response: ServerResponse): void {
    if (scenario.failure !== undefined) {
      return problem(response, scenario.failure, 'git: fatal: not a git repository.')
    }
    const answer = (): void => json(response, moved(scenario.list, shift))
    if (scenario.delayMs === undefined) answer()
    else setTimeout(answer, scenario.delayMs).unref()
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
    response.write(line({ type: 'hello', at: new Date().toISOString(), version: '0.1.0' }))
  }

  const server = createServer((request, response) => {
    if (scenario.down === true) return void request.socket.destroy()
    const { pathname } = new URL(request.url ?? '/', 'http://fixture')
    requests.push(`${request.method} ${request.url}`)
    if (!pathname.startsWith('/api/')) return page(response, pageFolder, pathname)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => api(request, response, pathname, body))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    play(next) {
      scenario = next
      shift = Date.now()
      if (next.down === true) for (const listener of listeners) listener.destroy()
    },
    send(event) {
      for (const listener of listeners) listener.write(line(event))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Moves every time of a list, so that it was read at `now`. */
function moved(list: StackList, now: number): StackList {
  const by = now - Date.parse(FIXTURE_NOW)
  const text = JSON.stringify({ ...list, readAt: FIXTURE_NOW }).replaceAll(
    /"(\d{4}-\d\d-\d\dT[^"]+Z)"/g,
    (_, at: string) => JSON.stringify(new Date(Date.parse(at) + by).toISOString()),
  )
  const answer: StackList = JSON.parse(text)
  return { ...answer, readAt: new Date().toISOString() }
}

function page(response: ServerResponse, pageFolder: string, pathname: string): void {
  const wanted = join(pageFolder, normalize(pathname))
  const file =
    extname(wanted) === '' || !existsSync(wanted) ? join(pageFolder, 'index.html') : wanted
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  })
  createReadStream(file).pipe(response)
}

function json(response: ServerResponse, document: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document))
}

function problem(response: ServerResponse, code: ProblemCode, detail: string): void {
  json(response, problemDocument(code, detail), PROBLEM_CODES[code].status)
}

function line(event: EventView): string {
  return `data: ${JSON.stringify(event)}\n\n`
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = Object.entries(scenarios).find(([name]) => name === process.argv[2])
  const { url } = await startFixtureServer(wanted?.[1] ?? scenarios.every, { port: 8080 })
  process.stdout.write(`${url}/#login=${FIXTURE_SECRET}\n`)
}
