import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  loadWorkload,
  recordingProxy,
  startThrowawayEngine,
  temporaryFolder,
  type RecordingProxy,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { runKesako, startVerb } from '../scenario/run-kesako.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'
import { objectNames } from '../scenario/swarm-view.ts'

const SLOW =
  'healthcheck:\n  test: ["CMD", "healthy-after", "8"]\n  interval: 500ms\n  start_period: 60s'

let engine: ThrowawayEngine
let proxy: RecordingProxy
let clone: StacksClone

beforeAll(async () => {
  engine = await startThrowawayEngine()
  await loadWorkload(engine.host)
  proxy = await recordingProxy(engine.host)
  clone = await cloneStacks('/nonexistent')
  await clone.commit({
    'docker-compose-shop.yml': composeFile({ a: {} }),
    'docker-compose-mail.yml': composeFile({ a: {} }),
    'docker-compose-wiki.yml': composeFile({ a: {} }),
  })
})
afterAll(async () => {
  await clone?.[Symbol.asyncDispose]()
  await proxy?.close()
  await engine?.remove()
})

const run = (...args: readonly string[]) => runKesako(args, { host: proxy.host, cwd: clone.folder })

describe('a revision of a clone', () => {
  it('is validated, planned and applied, one stack or all', async () => {
    expect(await run('validate', '--repo', '.')).toMatchObject({ stdout: '3 stacks: no errors\n' })
    expect((await run('plan', '--repo', '.', '--check')).code).toBe(3)
    const one = await run('apply', '--repo', '.', '--stack', 'shop')
    expect([one.code, one.stdout]).toEqual([0, 'shop: deployed\n'])
    const all = await run('apply', '--repo', '.')
    expect(all.code).toBe(0)
    expect(all.stdout.trimEnd().split('\n').toSorted()).toEqual([
      'mail: deployed',
      'wiki: deployed',
    ])
  })

  it('applied again writes nothing', async () => {
    proxy.clear()
    expect(await run('apply', '--repo', '.')).toMatchObject({ code: 0, stdout: 'nothing to do\n' })
    expect((await run('plan', '--repo', '.', '--check')).code).toBe(0)
    expect(proxy.writes()).toEqual([])
  })

  it('is shown by status and history', async () => {
    expect((await run('status', '--repo', '.')).stdout).toMatch(/^shop +synced +healthy +1\/1$/m)
    const { stdout } = await run('history', 'shop', '--repo', '.', '--json')
    const revision = (await clone.git('rev-parse', 'HEAD')).trim()
    expect(JSON.parse(stdout)).toMatchObject({
      stack: 'shop',
      deployments: [{ revision, end: { outcome: 'deployed' } }],
    })
    expect((await run('history', 'none', '--repo', '.')).stdout).toMatch(/was never deployed/)
  })

  it('must be there, and so must its stack', async () => {
    const unknown = await run('plan', '--repo', '.', '--revision', 'v9')
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/no revision v9/)])
    const stack = await run('apply', '--repo', '.', '--stack', 'none')
    expect([stack.code, stack.stderr]).toEqual([
      2,
      expect.stringMatching(/has no stack none\.\n {4}It has: mail, shop, wiki\./),
    ])
  })

  it('owns its stacks: neither rm nor apply -c touches them', async () => {
    proxy.clear()
    const removal = await run('rm', 'shop')
    expect([removal.code, removal.stderr]).toEqual([
      1,
      expect.stringMatching(/belongs to the stacks repository[^]*\n {4}Delete its files there/),
    ])
    const apply = await run('apply', '-c', 'docker-compose-shop.yml', 'shop')
    expect([apply.code, apply.stdout]).toEqual([1, expect.stringMatching(/^shop: held/)])
    expect(proxy.writes().filter(({ path }) => !path.startsWith('/configs'))).toEqual([])
  })
})

describe('a broken stack', () => {
  it('fails alone, and apply says so with place and exit code', async () => {
    await clone.commit({
      'docker-compose-bad.yml': 'version: "3.8"\nservices: {a: {imag: x}}\n',
      'docker-compose-wiki.yml': composeFile({ a: { command: ['serve'] } }),
    })
    const { code, stdout, stderr } = await run('apply', '--repo', '.')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^bad: failed \(inputs-broken\): .*\nwiki: deployed\n$/)
    expect(stderr).toMatch(/docker-compose-bad\.yml:2:\d+: error: .*imag/)
    await clone.commit({ 'docker-compose-bad.yml': null })
  })
})

describe('too many removals', () => {
  it('are planned with a word that they are held, and done once confirmed', async () => {
    await clone.commit({ 'docker-compose-mail.yml': null, 'docker-compose-wiki.yml': null })
    const plan = await run('plan', '--repo', '.', '--check')
    expect(plan.code).toBe(3)
    expect(plan.stdout).toMatch(/Stack mail: .*remove[^]*Stack wiki: .*remove/)
    expect(plan.stderr).toMatch(/held: .*2 of 3 stacks \(mail, wiki\)[^]*--confirm-removals/)
    const apply = await run('apply', '--repo', '.', '--json')
    expect(apply.code).toBe(1)
    expect(JSON.parse(apply.stdout)).toMatchObject({
      deployments: [],
      held: { code: 'too-many-removals' },
    })
    expect((await objectNames(engine.host)).services).toEqual(['mail_a', 'shop_a', 'wiki_a'])
    expect((await run('apply', '--repo', '.', '--confirm-removals')).code).toBe(0)
    expect((await objectNames(engine.host)).services).toEqual(['shop_a'])
  })
})

describe('Ctrl-C', () => {
  it('ends apply at once, and the next one takes the deployment up', async () => {
    await clone.commit({
      'docker-compose-slow.yml': composeFile({ a: { command: ['stubborn'], more: SLOW } }),
    })
    const options = { host: proxy.host, cwd: clone.folder }
    await using verb = startVerb(['apply', '--repo', '.'], options)
    await verb.printed(/converge: Service slow_a/)
    const started = performance.now()
    expect(await verb.interrupt()).toBe(1)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(verb.output()).toMatch(/error: Interrupted[^]*take it up/)
    expect(await run('apply', '--repo', '.')).toMatchObject({ code: 0, stdout: 'slow: deployed\n' })
    const history = await run('history', 'slow', '--repo', '.', '--json')
    expect(JSON.parse(history.stdout)).toMatchObject({
      deployments: [{ end: { outcome: 'deployed' } }],
    })
  })
})

describe('serve', () => {
  it('says where it answers, gives login links, and ends on Ctrl-C with 0', async () => {
    await using folder = await temporaryFolder()
    const data = ['--data', join(folder.path, 'data')]
    await using verb = startVerb(['serve', ...data, '--listen', '127.0.0.1:0', '--json'], {
      host: proxy.host,
    })
    const [text] = await verb.printed(/^\{\n[^]*?^\}$/m)
    const { url, gitUrl }: { url: string; gitUrl: string } = JSON.parse(text)
    expect(gitUrl).toBe(`${url}/git/stacks.git`)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const login = await run('login', ...data)
    expect([login.code, login.stdout]).toEqual([0, expect.stringContaining(`${url}/#login=`)])
    const second = await run('serve', ...data, '--listen', '127.0.0.1:0')
    expect([second.code, second.stderr]).toEqual([
      1,
      expect.stringMatching(/runs already: process/),
    ])
    expect(await verb.interrupt()).toBe(0)
  })

  it('ends at once where its address is taken, and names --listen', async () => {
    await using folder = await temporaryFolder()
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? address?.port : undefined
    for (const verb of ['serve', 'up']) {
      const args = [verb, '--data', join(folder.path, verb), '--listen', `127.0.0.1:${port}`]
      const { code, stderr } = await run(...args)
      expect([verb, code]).toEqual([verb, 1])
      expect(stderr).toMatch(new RegExp(`can't listen on 127.0.0.1:${port}[^]*--listen 127`))
    }
    await new Promise((resolve) => taken.close(resolve))
  })
})
