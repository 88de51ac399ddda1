import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { git, tryGit } from '../../../e2e/lab/index.ts'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'
import { FLUSH_PACKET, packetLine } from './packet-line.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
/** How long a pass may take on a busy machine. */
const soon = { timeout: 20_000 }
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function head(): Promise<string | undefined> {
  const found = await stage.repository.head()
  return found.kind === 'revision' ? found.revision : undefined
}

describe('a push', () => {
  it('is taken, says what it does, and deploys at once', async () => {
    const pushed = await stage.push({ 'docker-compose-shop.yml': composeFile() })
    expect(pushed.terminal).toContain('kesako: deploys shop; follow at http://127.0.0.1:')
    expect(pushed.ok).toBe(true)
    await expect
      .poll(() => [...stage.engine.swarm.services.values()].map(({ Spec }) => Spec.Name), soon)
      .toEqual(['shop_web'])
    await expect
      .poll(async () => (await stage.ask('GET', '/api/deployments')).body.deployments[0], soon)
      .toMatchObject({
        stack: 'shop',
        actor: { name: 'admin', via: 'push' },
        end: { outcome: 'deployed' },
      })
  })

  it('of a broken stack is refused with place and remedy, and main stays', async () => {
    const before = await head()
    const pushed = await stage.push({
      'docker-compose-shop.yml': 'services:\n  web:\n    imagee: x\n',
    })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toMatch(/docker-compose-shop\.yml:3:\d+: error: .*imagee/)
    expect(pushed.terminal).toContain('kesako: nothing was taken; broken: shop.')
    expect(await head()).toBe(before)
  })

  it('of a file of 5 MB as a Compose file is refused by its problem, not by the transport', async () => {
    const large = `services:\n  web:\n    image: x\n# ${'x'.repeat(5_000_000)}\n`
    const pushed = await stage.push({ 'docker-compose-large.yml': large })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toMatch(/docker-compose-large\.yml:1:1: error: /)
  })

  it('with a broken kesako.yml is refused', async () => {
    const pushed = await stage.push({ 'kesako.yml': 'selfHeal: maybe\n' })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toMatch(/kesako\.yml:1:\d+: error: /)
  })

  it('of a README changes no stack', async () => {
    const pushed = await stage.push({ 'README.md': 'Stacks of the test\n' })
    expect(pushed.terminal).toContain('kesako: no stack changes.')
    expect(pushed.ok).toBe(true)
  })

  it('that deletes main is refused', async () => {
    const pushed = await stage.push({}, { refspec: ':main' })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toContain('main says what runs, so it is not deleted')
  })

  it('of other branches and tags is taken unseen, deletion included', async () => {
    const broken = { 'docker-compose-shop.yml': '{{{' }
    expect((await stage.push(broken, { refspec: 'HEAD:refs/heads/draft' })).ok).toBe(true)
    expect((await stage.push({}, { refspec: 'HEAD:refs/tags/v1' })).ok).toBe(true)
    expect((await stage.push({}, { refspec: ':refs/heads/draft' })).ok).toBe(true)
  })

  it('into refs/kesako is refused', async () => {
    const pushed = await stage.push({}, { refspec: 'HEAD:refs/kesako/deployments/shop' })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toContain('hidden ref')
  })

  it('by force is taken, with a warning when the history is another one', async () => {
    const files = { 'docker-compose-shop.yml': composeFile() }
    const before = await head()
    const pushed = await stage.push(files, { orphan: true, arguments: ['--force'] })
    expect(pushed.ok).toBe(true)
    expect(pushed.terminal).toContain('kesako: warning: this history does not descend')
    const clone = join(stage.folder, 'back')
    await git(stage.folder, ['clone', '--quiet', '--mirror', stage.repository.path, clone])
    await git(clone, ['push', '--quiet', '--force', stage.remote(), `${before}:main`])
    expect(await head()).toBe(before)
  })

  it('lets broken files in when the old policy says acceptBroken, and the policy counts from the next push on', async () => {
    const broken = { 'docker-compose-mail.yml': 'services: {}\nnonsense: 1\n' }
    const both = { ...broken, 'kesako.yml': 'acceptBroken: true\n' }
    expect((await stage.push(both)).ok).toBe(false)
    expect((await stage.push({ 'kesako.yml': 'acceptBroken: true\n' })).ok).toBe(true)
    const pushed = await stage.push(broken)
    expect(pushed.ok).toBe(true)
    expect(pushed.terminal).toMatch(/docker-compose-mail\.yml:\d+:\d+: error: .*nonsense/)
    const removed = await stage.push({ 'docker-compose-mail.yml': null, 'kesako.yml': null })
    expect(removed.terminal).toContain('kesako: removes mail; follow at')
  })

  it('around the server is refused with a sentence', async () => {
    const clone = join(stage.folder, 'around')
    await git(stage.folder, ['clone', '--quiet', stage.repository.path, clone])
    await git(clone, ['commit', '--quiet', '--allow-empty', '-m', 'Around'])
    const pushed = await tryGit(clone, ['push', stage.repository.path, 'HEAD:main'])
    expect(pushed.code).not.toBe(0)
    expect(pushed.stderr).toContain('kesako: push to the address that Kesako serves')
  })

  it('that is larger than allowed ends with a message', async () => {
    await using small = await openStage({ maxPushBytes: 100_000 })
    const noise = Buffer.from(
      Array.from({ length: 400_000 }, () => Math.floor(Math.random() * 256)),
    )
    const pushed = await small.push({ 'noise.bin': noise })
    expect(pushed.ok).toBe(false)
    expect(pushed.terminal).toMatch(/pack exceeds maximum allowed size/)
  })

  it('of several MB travels in chunks', async () => {
    const noise = Buffer.from(
      Array.from({ length: 3_000_000 }, () => Math.floor(Math.random() * 256)),
    )
    expect((await stage.push({ 'noise.bin': noise })).ok).toBe(true)
    expect((await stage.push({ 'noise.bin': null })).ok).toBe(true)
  })
})

describe('a clone', () => {
  it('as a mirror carries the journal', async () => {
    const mirror = join(stage.folder, 'mirror.git')
    await git(stage.folder, ['clone', '--quiet', '--mirror', stage.remote(), mirror])
    const refs = await git(mirror, ['for-each-ref', '--format=%(refname)'])
    expect(refs).toContain('refs/kesako/deployments/shop')
    expect(refs).toContain('refs/kesako/identity')
  })

  it.each(['0', '1', '2'])('works with version %s of the protocol', async (version) => {
    const clone = join(stage.folder, `protocol-${version}`)
    await git(stage.folder, [
      '-c',
      `protocol.version=${version}`,
      'clone',
      '--quiet',
      stage.remote(),
      clone,
    ])
    expect(await readFile(join(clone, 'docker-compose-shop.yml'), 'utf8')).toBe(composeFile())
  })

  it('needs a token that is known', async () => {
    const args = ['clone', '--quiet', stage.remote('ksk_wrong'), join(stage.folder, 'wrong')]
    const failed = await tryGit(stage.folder, args)
    expect(failed.stderr).toContain('Authentication failed')
  })
})

describe('roles', () => {
  it('let a viewer clone and not push, and a deployer do both', async () => {
    const viewer = await stage.token('viewer')
    const clone = join(stage.folder, 'viewer')
    await git(stage.folder, ['clone', '--quiet', stage.remote(viewer), clone])
    const refused = await stage.push({ 'note.txt': 'x' }, { token: viewer })
    expect(refused.ok).toBe(false)
    expect(refused.terminal).toContain('403')
    expect(
      (await stage.push({ 'note.txt': 'x' }, { token: await stage.token('deployer') })).ok,
    ).toBe(true)
  })
})

const refs = '/git/stacks.git/info/refs?service=git-upload-pack'

describe('what is not Git', () => {
  it('gets 401 without a credential, and a cookie is none', async () => {
    const login = await stage.ask('POST', '/api/login', {
      token: null,
      body: { secret: stage.adminToken },
    })
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(cookie).toContain('kesako_session')
    const answer = await stage.ask('GET', refs, { token: null, headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Basic')
  })

  it.each([
    '/git/stacks.git',
    '/git/stacks.git/HEAD',
    '/git/stacks.git/info/refs',
    '/git/stacks.git/../stacks.git/config',
  ])('finds nothing at %s', async (path) => {
    expect((await stage.ask('GET', path)).status).toBe(404)
  })

  it('is refused with another media type, so that no form of a page can push', async () => {
    const answer = await stage.ask('POST', '/git/stacks.git/git-receive-pack', { body: {} })
    expect(answer.body).toMatchObject({ status: 415, code: 'media-type-unknown' })
  })
})

describe('a client that misbehaves', () => {
  /** Packet line of a command of a push. */
  function command(before: string, after: string, capabilities = ''): string {
    return packetLine(`${before} ${after} refs/heads/main${capabilities}\n`)
  }

  it('does not get around the check by naming main twice', async () => {
    await stage.push({ 'README.md': 'One' })
    await stage.push({ 'README.md': 'Two' })
    const main = (await head()) ?? ''
    const parent = await git(stage.repository.path, ['rev-parse', `${main}~1`])
    const header = Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1')
    const pack = Buffer.concat([header, createHash('sha1').update(header).digest()])
    const commands = [
      command(main, parent.trim(), '\0report-status'),
      command(parent.trim(), '0'.repeat(40)),
    ]
    const answer = await fetch(`${stage.server.gitUrl}/git-receive-pack`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`x:${stage.adminToken}`)}`,
        'content-type': 'application/x-git-receive-pack-request',
      },
      body: Buffer.concat([Buffer.from(`${commands.join('')}${FLUSH_PACKET}`), pack]),
    })
    expect(await answer.text()).toContain('pre-receive hook declined')
    expect(await head()).toBe(main)
  })

  it('leaves no process behind with a body that cannot be read', async () => {
    const headers = {
      'content-type': 'application/x-git-upload-pack-request',
      'content-encoding': 'br',
    }
    const path = '/git/stacks.git/git-upload-pack'
    for (let at = 0; at < 20; at++) {
      expect((await stage.ask('POST', path, { headers })).status).toBe(415)
    }
    await expect.poll(async () => (await stage.ask('GET', refs)).status, soon).toBe(200)
  })

  it('leaves no process behind by going away amid the refs', async () => {
    await using other = await openStage()
    await other.push({ 'README.md': 'x' })
    const main = await git(other.repository.path, ['rev-parse', 'main'])
    const tags = Array.from({ length: 100_000 }, (_, at) => `${main.trim()} refs/tags/t${at}\n`)
    const sorted = tags.toSorted((a, b) => (a < b ? -1 : 1)).join('')
    const packed = `# pack-refs with: peeled fully-peeled sorted \n${sorted}`
    await writeFile(join(other.repository.path, 'packed-refs'), packed)
    for (let at = 0; at < 16; at++) {
      const leaving = new AbortController()
      const answer = await fetch(`${other.server.url}${refs}`, {
        headers: { authorization: `Basic ${btoa(`x:${other.adminToken}`)}` },
        signal: leaving.signal,
      })
      expect(answer.status).toBe(200)
      leaving.abort()
    }
    await expect.poll(async () => (await other.ask('GET', refs)).status, soon).toBe(200)
  })
})
