import { parseRemoteUrl } from '@kesako/repository'
import { expect, it, vi } from 'vitest'
import { type Behaviour, type GitRemote, startGitRemote } from '../../../e2e/lab/git-remote.ts'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 180_000 })

const SHOP = { 'docker-compose-shop.yml': composeFile() }

/** Looks at the remote may take as long as a busy machine needs, unless `limits` says that they end soon. */
function open(remote: GitRemote, limits = { lookMs: 120_000 }): Promise<Stage> {
  const { tokenFile, certificateFile } = remote
  return openStage(
    {},
    {
      url: parseRemoteUrl(remote.url),
      credentials: { tokenFile, certificateFile },
      now: Date.now,
      journalRefs: undefined,
      get lookTimeoutMs() {
        return limits.lookMs
      },
      answerWaitsMs: [0],
    },
  )
}

const sync = (stage: Stage) => stage.ask('POST', '/api/sync?wait=true', { body: {} })
const add = (stage: Stage, name: string) =>
  stage.ask('POST', '/api/stacks?wait=true', { body: { name, compose: composeFile() } })

it('deploys what a remote says, and tells everybody where it is', async () => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  const revision = await remote.commit(SHOP)
  const synced = await sync(stage)
  expect(synced.body).toMatchObject({
    revision,
    deployments: [{ stack: 'shop', end: { outcome: 'deployed' } }],
  })
  expect((await stage.ask('GET', '/api/stacks')).body).toMatchObject({
    remote: { url: remote.url, reachedAt: expect.any(String) },
    stacks: [{ name: 'shop', sync: 'synced' }],
  })
  expect((await stage.ask('GET', '/api/session')).body.gitUrl).toBe(remote.url)
  expect((await stage.ask('GET', '/readyz', { token: null })).body.remote).toEqual({
    followed: true,
  })
  const forge = await stage.ask('GET', '/git/stacks.git/info/refs?service=git-upload-pack')
  expect(forge).toMatchObject({ status: 409, body: { code: 'repository-elsewhere' } })
  expect(forge.body.detail).toContain(remote.url)
  const unknown = await stage.ask('GET', '/git/stacks.git/info/refs', { token: null })
  expect(unknown.status).toBe(401)
  expect(unknown.text).not.toContain(remote.url)
})

it('a push that lands during a POST is kept, and both are deployed', async () => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  await remote.commit({ 'README.md': 'stacks' })
  await sync(stage)
  let landed = false
  remote.behave = async ({ service, step }): Promise<Behaviour> => {
    if (service === 'receive-pack' && step === 'call' && !landed) {
      landed = true
      await remote.commit(SHOP)
    }
    return 'serve'
  }
  const added = await add(stage, 'mail')
  expect(added).toMatchObject({
    status: 201,
    body: { committed: true, revision: await remote.head() },
  })
  expect(landed).toBe(true)
  expect(await remote.git('log', '--format=%s', 'main')).toMatch(
    /^Add the stack mail\nChange 2\nChange 1$/u,
  )
  await sync(stage)
  const { stacks } = (await stage.ask('GET', '/api/stacks')).body
  expect(stacks).toMatchObject([
    { name: 'mail', sync: 'synced' },
    { name: 'shop', sync: 'synced' },
  ])
})

it('a push of the same stack during a POST wins, and the POST says so', async () => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  await remote.commit({ 'README.md': 'stacks' })
  await sync(stage)
  let other: string | undefined
  remote.behave = async ({ service }): Promise<Behaviour> => {
    if (service === 'receive-pack') other ??= await remote.commit(SHOP)
    return 'serve'
  }
  const refused = await add(stage, 'shop')
  expect(refused.status).toBe(409)
  expect(await remote.head()).toBe(other)
})

it('a remote that hangs leaves everything as it is, is shown, and holds nobody up for long', async () => {
  await using remote = await startGitRemote()
  const limits = { lookMs: 120_000 }
  await using stage = await open(remote, limits)
  const revision = await remote.commit(SHOP)
  await sync(stage)
  remote.behave = () => 'silence'
  limits.lookMs = 1000
  const refused = await add(stage, 'mail')
  expect(refused).toMatchObject({ status: 503, body: { code: 'remote-unreachable' } })
  expect(refused.text).not.toContain(remote.token)
  const listed = (await stage.ask('GET', '/api/stacks')).body
  expect(listed).toMatchObject({
    revision,
    remote: { trouble: { code: 'remote-unreachable', since: expect.any(String) } },
    stacks: [{ name: 'shop', sync: 'synced' }],
  })
  expect(await stage.ask('GET', '/readyz', { token: null })).toMatchObject({
    status: 200,
    body: { remote: { followed: false, since: listed.remote.trouble.since } },
  })
  expect((await stage.ask('GET', '/metrics')).text).toContain('\nkesako_remote_followed 0\n')
  expect((await sync(stage)).body).toMatchObject({ finished: true, revision })
  remote.behave = () => 'serve'
  limits.lookMs = 120_000
  expect((await add(stage, 'mail')).status).toBe(201)
  expect((await stage.ask('GET', '/api/stacks')).body.remote).not.toHaveProperty('trouble')
})

it.each([
  ['deleted', 'no-branch'],
  ['replaced by another history', 'unrelated-history'],
] as const)('a branch that is %s holds everything: %s', async (what, code) => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  await remote.commit(SHOP)
  await sync(stage)
  if (what === 'deleted') await remote.git('update-ref', '-d', 'refs/heads/main')
  else await remote.commit({ 'README.md': 'other' }, { orphan: true })
  expect((await sync(stage)).body).toMatchObject({ held: { code }, deployments: [] })
  expect((await stage.ask('GET', '/api/stacks')).body).toMatchObject({
    held: { code },
    stacks: [{ name: 'shop', services: [{ name: 'shop_web' }] }],
  })
})

it('a branch that is rewritten is followed', async () => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  await remote.commit({ 'README.md': 'stacks' })
  await remote.commit({ ...SHOP, 'docker-compose-mail.yml': composeFile() })
  await sync(stage)
  await remote.commit({ 'docker-compose-mail.yml': null }, { amend: true })
  expect((await sync(stage)).body.deployments).toMatchObject([
    { stack: 'mail', action: 'remove', end: { outcome: 'removed' } },
  ])
})

it("a commit that the remote's rules forbid is answered with its words", async () => {
  await using remote = await startGitRemote()
  await using stage = await open(remote)
  const before = await remote.commit({ 'README.md': 'stacks' })
  await sync(stage)
  await remote.refusePushes('only maintainers may push to main')
  const refused = await add(stage, 'shop')
  expect(refused).toMatchObject({ status: 422, body: { code: 'push-declined' } })
  expect(refused.body.detail).toContain('only maintainers may push to main')
  expect(await remote.head()).toBe(before)
  expect((await stage.ask('GET', '/api/stacks')).body.stacks).toEqual([])
})
