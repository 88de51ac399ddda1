import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { startFakeEngine, type FakeEngine } from '../../../e2e/lab/fake-engine/index.ts'
import { type GitRemote, startGitRemote } from '../../../e2e/lab/git-remote.ts'
import { temporaryFolder } from '../../../e2e/lab/temporary-folder.ts'

vi.setConfig({ testTimeout: 300_000 })

const COMPOSE = [
  'services:',
  '  web:',
  '    image: kesako-lab:1',
  '    deploy:',
  '      update_config:',
  '        monitor: 50ms',
  'x-kesako:',
  '  resolveImage: never',
  '',
].join('\n')
const main = resolve(dirname(fileURLToPath(import.meta.url)), '../main.ts')

/** As when the machine goes down: the server, and the Git processes that it started. */
function killTree(processId: number | undefined): void {
  if (processId === undefined) throw new Error('The server did not start.')
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8')
  process.kill(processId, 'SIGKILL')
  for (const child of children.split(' ').map(Number)) {
    try {
      if (child > 0) process.kill(-child, 'SIGKILL')
    } catch {
      // What reads objects is in no group of its own, and ends with its input.
    }
  }
}

/** `kesako serve` as a process of its own, from source. */
interface Served extends AsyncDisposable {
  readonly process: ChildProcess
  ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: any }> // oxlint-disable-line typescript/no-explicit-any -- tests name the part they read
  kill(): void
}

interface Parts {
  readonly engine: FakeEngine
  readonly remote: GitRemote
  readonly data: string
}

async function serve({ engine, remote, data }: Parts, journalRefs?: string): Promise<Served> {
  const options = {
    '--listen': '127.0.0.1:0',
    '--data': data,
    '--repository': remote.url,
    '--git-token-file': remote.tokenFile,
    '--git-ca': remote.certificateFile,
    '--poll': '1s',
    ...(journalRefs === undefined ? {} : { '--journal-refs': journalRefs }),
  }
  const words = ['serve', '--json', ...Object.entries(options).flat()]
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_HOST: engine.host },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((done) => child.once('close', done))
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const { promise, resolve: answers, reject } = Promise.withResolvers<string>()
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.trimEnd().endsWith('}')) answers(said)
  })
  child.once('close', () => reject(new Error(`serve ended: ${log}`)))
  const { url } = JSON.parse(await promise) as { readonly url: string }
  const token = (await readFile(join(data, 'state/admin-token'), 'utf8')).trim()
  return {
    process: child,
    async ask(method, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await answer.json() }
    },
    kill: () => killTree(child.pid),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const add = (served: Served) =>
  served.ask('POST', '/api/stacks?wait=true', { name: 'shop', compose: COMPOSE })

async function untilStacks(served: Served, wanted: object): Promise<void> {
  await vi.waitFor(
    async () => {
      const { revision, stacks } = (await served.ask('GET', '/api/stacks')).body
      expect({ revision, stacks }).toMatchObject({ revision: expect.any(String), stacks: wanted })
    },
    { timeout: 90_000, interval: 100 },
  )
}

it('polls, deploys, and keeps its history on the remote for a server that has nothing but the address', async () => {
  await using folder = await temporaryFolder()
  await using engine = await startFakeEngine()
  await using remote = await startGitRemote()
  const first = await remote.commit({ 'docker-compose-shop.yml': COMPOSE })
  let deployed: unknown
  {
    await using served = await serve({ engine, remote, data: join(folder.path, 'one') })
    await untilStacks(served, [{ name: 'shop', sync: 'synced' }])
    await remote.commit({ 'docker-compose-mail.yml': COMPOSE })
    await untilStacks(served, [{ name: 'mail', sync: 'synced' }, { name: 'shop' }])
    await vi.waitFor(
      async () => {
        const refs = await remote.git(
          'for-each-ref',
          '--format=%(refname) %(subject)',
          'refs/kesako',
        )
        expect(refs.match(/deployments\/(?:mail|shop) .*deployed|identity/gu)).toHaveLength(3)
      },
      { timeout: 90_000, interval: 100 },
    )
    deployed = (await served.ask('GET', '/api/deployments')).body.deployments
    expect(deployed).toMatchObject([
      { stack: 'mail', actor: { name: new URL(remote.url).host, via: 'push' }, end: {} },
      { stack: 'shop', revision: first, end: {} },
    ])
  }
  await using fresh = await serve({ engine, remote, data: join(folder.path, 'two') })
  await untilStacks(fresh, [
    { name: 'mail', sync: 'synced' },
    { name: 'shop', sync: 'synced' },
  ])
  expect((await fresh.ask('GET', '/api/deployments')).body.deployments).toEqual(deployed)
})

it.each([
  { moment: 'before its push is announced', step: 'refs', taken: false },
  { moment: 'between commit and push', step: 'call', taken: false },
  { moment: 'after the push, before the answer', step: 'call', taken: true },
] as const)(
  'killed during a POST, $moment: nothing is lost and nothing is double',
  async ({ step, taken }) => {
    await using folder = await temporaryFolder()
    await using engine = await startFakeEngine()
    await using remote = await startGitRemote()
    await remote.commit({ 'README.md': 'stacks' })
    const parts = { engine, remote, data: join(folder.path, 'data') }
    {
      await using served = await serve(parts, 'none')
      await untilStacks(served, [])
      const hit = (request: { readonly service: string; readonly step: string }): boolean =>
        request.service === 'receive-pack' && request.step === step
      remote.behave = (request) => {
        if (!hit(request)) return 'serve'
        if (taken) return 'lose-answer'
        served.kill()
        return 'reset'
      }
      remote.carriedOut = (request) => {
        if (hit(request)) served.kill()
      }
      await expect(add(served)).rejects.toThrow('fetch failed')
    }
    remote.behave = () => 'serve'
    remote.carriedOut = () => {}
    await using again = await serve(parts, 'none')
    if (taken) await untilStacks(again, [{ name: 'shop', sync: 'synced' }])
    else await untilStacks(again, [])
    expect((await add(again)).status).toBe(taken ? 409 : 201)
    await untilStacks(again, [{ name: 'shop', sync: 'synced' }])
    expect(await remote.git('log', '--format=%s', 'main')).toBe('Add the stack shop\nChange 1')
    await vi.waitFor(
      async () => {
        const { deployments } = (await again.ask('GET', '/api/deployments')).body
        expect(deployments).toMatchObject([{ stack: 'shop', end: { outcome: 'deployed' } }])
      },
      { timeout: 90_000, interval: 100 },
    )
    expect(engine.swarm.services.size).toBe(1)
  },
)
