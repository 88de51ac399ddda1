import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askEngine,
  git,
  recordingProxy,
  startThrowawayEngine,
  temporaryFolder,
  tryEngine,
  type RecordingProxy,
  type TemporaryFolder,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { eventually } from '../scenario/eventually.ts'
import { freePort } from '../scenario/free-port.ts'
import { runKesako, startVerb, type RunningVerb } from '../scenario/run-kesako.ts'
import { cloneStacks } from '../scenario/stacks-clone.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

let folder: TemporaryFolder
let engine: ThrowawayEngine
let proxy: RecordingProxy
let data: string
let listen: string

beforeAll(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
  engine = await startThrowawayEngine({ swarm: false })
  proxy = await recordingProxy(engine.host)
  listen = `127.0.0.1:${await freePort()}`
})
afterAll(async () => {
  await proxy?.close()
  await engine?.remove()
  await folder?.remove()
})

const startUp = (): RunningVerb =>
  startVerb(['up', '--data', data, '--listen', listen], { host: proxy.host })
const run = (...args: readonly string[]) =>
  runKesako([...args, '--data', data], { host: proxy.host })

const READY = /Ctrl-C stops Kesako/
const SAMPLE = /^ {2}Sample +(http:\S+)$/m

/** The remote of the printed command, with the token that its shell would put in. */
async function remoteOf(output: string): Promise<string> {
  const [, before, path, after] = /git clone "(.*)\$\(cat (.*)\)(.*)"/.exec(output) ?? []
  if (path === undefined) throw new Error(`no Git remote in:\n${output}`)
  return `${before}${(await readFile(path, 'utf8')).trim()}${after}`
}

const page = async (url: string): Promise<string> => (await fetch(url)).text()

describe('up', () => {
  it('makes a swarm, deploys the sample, and says where to look; a push changes it', async () => {
    await using kesako = startUp()
    await kesako.printed(READY)
    const output = kesako.output()
    expect(output).toMatch(/✓ Making the engine a swarm of one node/)
    expect(output).toMatch(/clock: deployed[^]*hello: deployed|hello: deployed[^]*clock: deployed/)
    expect(output).toMatch(/^ {2}clock +synced +healthy +1\/1\n {2}hello +synced +healthy +1\/1$/m)
    const sample = SAMPLE.exec(output)?.[1] ?? 'no sample'
    expect(await page(sample)).toContain('Hello from the swarm')

    const login = /Page +(http\S+)#login=(\S+)/.exec(output) ?? []
    expect(login[1]).toBe(`http://${listen}/`)
    const session = await fetch(`http://${listen}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://${listen}` },
      body: JSON.stringify({ secret: login[2] }),
    })
    expect(session.ok).toBe(true)

    await using clone = await cloneStacks(await remoteOf(output))
    const { tasks } = await swarmView(engine.host)
    await clone.push({ 'hello/index.html': '<h1>Bonjour</h1>\n' })
    await eventually('the page is French', async () => (await page(sample)).includes('Bonjour'))
    expect((await swarmView(engine.host)).tasks['clock_worker']).toEqual(tasks['clock_worker'])
    // Until the deployment is over, so that the next start finds nothing to take up.
    await eventually('it is journalled', async () =>
      (await run('history', 'hello')).stdout.split('\n')[1]?.includes('deployed'),
    )

    const second = await run('up')
    expect([second.code, second.stderr]).toEqual([
      1,
      expect.stringMatching(/runs already: process \d+, http:[^]*kesako login/),
    ])
    expect(await kesako.interrupt()).toBe(0)
    expect(kesako.output()).toMatch(/Stopping\. The stacks run on/)
    expect(await page(sample)).toContain('Bonjour')
  })

  it('once more finds everything as it was, and writes nothing to the engine', async () => {
    proxy.clear()
    await using kesako = startUp()
    await kesako.printed(READY)
    expect(kesako.output()).toMatch(/deploying what differs: nothing to do/)
    expect(kesako.output()).toMatch(SAMPLE)
    expect(await kesako.interrupt()).toBe(0)
    expect(proxy.writes()).toEqual([])
  })

  it('shows why the sample doesn’t run, and serves all the same', async () => {
    await using kesako = startUp()
    await kesako.printed(READY)
    await using clone = await cloneStacks(await remoteOf(kesako.output()))
    const compose = await readFile(join(clone.folder, 'docker-compose-hello.yml'), 'utf8')
    await kesako.interrupt()
    await clone.commit({
      'docker-compose-hello.yml': compose.replace('"httpd"', '"no-such-program"'),
    })
    // A push needs the running server.
    const bare = join(data, 'stacks.git')
    await git(bare, ['fetch', '--quiet', clone.folder, 'main:main'])
    await using again = startUp()
    await again.printed(READY)
    expect(again.output()).toMatch(/deploying what differs: 1 of 1 not as asked/)
    expect(again.output()).toMatch(/hello: failed \(\S+\): .*no-such-program/)
    expect(again.output()).toMatch(/hello is degraded: .* More: .*kesako status hello --data/)
    expect((await fetch(`http://${listen}/healthz`)).ok).toBe(true)
    await clone.git('revert', '--no-edit', 'HEAD')
    await clone.git('push', '--quiet', await remoteOf(again.output()), 'HEAD:main')
    await eventually('it is repaired', async () =>
      /^hello +synced +healthy/m.test((await run('status')).stdout),
    )
    await again.interrupt()
  })
})

describe('down', () => {
  it('stops Kesako, takes the stacks off and keeps the repository; up deploys them again', async () => {
    await using kesako = startUp()
    await kesako.printed(READY)
    const down = await run('down')
    expect([down.code, down.stderr]).toEqual([0, ''])
    expect(down.stdout).toMatch(/stopping Kesako, process \d+[^]*The repository stays in/)
    expect(await kesako.ended).toBe(0)
    expect(await objectNames(engine.host)).toMatchObject({
      services: [],
      networks: [],
      configs: [],
    })
    await using again = startUp()
    await again.printed(READY)
    expect(again.output()).toMatch(/2 as asked/)
    expect(await page(SAMPLE.exec(again.output())?.[1] ?? 'no sample')).toContain('Bonjour')
    await again.interrupt()
  })

  it('refuses another swarm than that of up', async () => {
    await using other = await startThrowawayEngine()
    const down = await runKesako(['down', '--all', '--data', data], { host: other.host })
    expect([down.code, down.stderr]).toEqual([
      1,
      expect.stringMatching(/isn't the one that `kesako up` used[^]*DOCKER_HOST=unix:/),
    ])
    expect(existsSync(join(data, 'stacks.git'))).toBe(true)
  })

  it('--all leaves nothing of up, what people committed in a bundle, and files of others', async () => {
    await writeFile(join(data, 'notes.txt'), 'mine\n')
    const down = await run('down', '--all')
    expect([down.code, down.stderr]).toEqual([0, ''])
    expect(await readdir(data)).toEqual(['notes.txt'])
    expect(await askEngine(engine.host, 'GET', '/info')).toMatchObject({
      Swarm: { LocalNodeState: 'inactive' },
    })
    expect((await tryEngine(engine.host, 'GET', '/images/kesako-sample:1/json')).status).toBe(404)
    const bundle = /git clone (\S+\.bundle)/.exec(down.stdout)?.[1] ?? 'no bundle'
    expect((await stat(bundle)).mode & 0o777).toBe(0o600)
    await git(folder.path, ['clone', '--quiet', bundle, 'saved'])
    expect(await readFile(join(folder.path, 'saved/hello/index.html'), 'utf8')).toContain('Bonjour')
    expect((await run('down', '--all')).code).toBe(0)
  })

  it('--all keeps a swarm that was there before', async () => {
    await using swarm = await startThrowawayEngine()
    const there = join(folder.path, 'there')
    const args = ['up', '--data', there, '--listen', listen]
    await using kesako = startVerb(args, { host: swarm.host })
    await kesako.printed(READY)
    expect(kesako.output()).not.toMatch(/a swarm of one node/)
    const down = await runKesako(['down', '--all', '--data', there], { host: swarm.host })
    expect(down.code).toBe(0)
    expect(down.stdout).not.toMatch(/bundle/)
    expect(existsSync(there)).toBe(false)
    expect(await askEngine(swarm.host, 'GET', '/info')).toMatchObject({
      Swarm: { LocalNodeState: 'active' },
    })
  })
})

it('--no-install on a machine without git says what is missing, and how to install it', async () => {
  const path = join(folder.path, 'programs')
  await mkdir(path)
  for (const name of ['sh', 'dirname', 'id', 'grep', 'find', 'ldd', 'apt-get', 'apt-cache']) {
    await symlink(`/usr/bin/${name}`, join(path, name))
  }
  const up = await runKesako(['up', '--no-install', '--data', join(folder.path, 'none')], {
    host: proxy.host,
    environment: { PATH: path },
  })
  expect(up.code).toBe(1)
  expect(up.stdout).toMatch(/ {2}git, for the stacks repository \(package git\)/)
  expect(up.stderr).toMatch(/^error: Programs are missing.*\n.*apt-get install .*\bgit$/m)
})
