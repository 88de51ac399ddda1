import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { type Behaviour, startGitRemote } from '../../../e2e/lab/git-remote.ts'
import { adding, COMPOSE, mirror, openMirror } from '../../testing/mirrored.ts'

vi.setConfig({ testTimeout: 180_000 })

it('follows the branch: further, rewritten, of another history, and gone; one question where nothing moved', async () => {
  await using there = await startGitRemote()
  await using here = await mirror(there)
  expect(await here.repository.head()).toMatchObject({ kind: 'unreadable' })
  await here.remote.fetch()
  expect(await here.repository.head()).toEqual({ kind: 'no-branch' })

  for (const options of [{}, {}, { amend: true }, { orphan: true }]) {
    const revision = await there.commit(
      { 'docker-compose-a.yml': `${COMPOSE}# ${Math.random()}\n` },
      options,
    )
    const news: string[] = []
    const stop = here.remote.subscribe((one) => news.push(one))
    expect(await here.remote.fetch()).not.toHaveProperty('trouble')
    stop()
    expect(await here.repository.head()).toEqual({ kind: 'revision', revision })
    expect((await here.repository.load(revision)).stacks).toHaveLength(1)
    expect(news).toContain('moved')
  }
  const asked = there.requests.length
  await here.remote.fetch()
  expect(there.requests.slice(asked)).toEqual([
    { service: 'upload-pack', step: 'refs' },
    { service: 'upload-pack', step: 'call' },
  ])
  await there.git('update-ref', '-d', 'refs/heads/main')
  await here.remote.fetch()
  expect(await here.repository.head()).toEqual({ kind: 'no-branch' })
})

it('keeps the last head while the remote is silent, cut off or closed to its token, and says since when', async () => {
  await using there = await startGitRemote()
  const revision = await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using here = await mirror(there)
  await here.remote.fetch()
  await there.commit({ 'docker-compose-b.yml': COMPOSE })

  there.behave = () => 'silence'
  const hasty = openMirror(here.path, there, { lookTimeoutMs: 1500 })
  expect((await hasty.remote?.fetch())?.trouble).toMatchObject({
    code: 'remote-unreachable',
    reason: `${there.url} can't be reached: it did not answer within 1.5 seconds.`,
    since: '2023-11-14T22:13:20.000Z',
  })
  expect(await hasty.head()).toEqual({ kind: 'revision', revision })
  await hasty.close()
  there.behave = () => 'reset'
  expect((await here.remote.fetch()).trouble).toMatchObject({ code: 'remote-unreachable' })
  there.behave = () => 'serve'
  await writeFile(there.tokenFile, 'glpat-wrong\n')
  const { trouble } = await here.remote.fetch()
  expect(trouble).toMatchObject({ code: 'remote-access-denied' })
  expect(JSON.stringify(trouble)).not.toContain('glpat')
  await expect(here.repository.commit(adding('c', revision))).rejects.toMatchObject({
    code: 'remote-access-denied',
  })
  expect(await here.repository.head()).toEqual({ kind: 'revision', revision })

  await writeFile(there.tokenFile, `${there.token}\n`)
  expect(await here.remote.fetch()).not.toHaveProperty('trouble')
  expect(await here.repository.head()).not.toEqual({ kind: 'revision', revision })
})

it('trusts no certificate but that of the authority given, and no token file that others can read', async () => {
  await using there = await startGitRemote()
  const { tokenFile } = there
  await using here = await mirror(there, { credentials: { tokenFile } })
  expect((await here.remote.fetch()).trouble).toMatchObject({ code: 'remote-not-trusted' })
  await chmod(tokenFile, 0o644)
  expect((await here.remote.fetch()).trouble).toMatchObject({
    code: 'remote-credential',
    reason: `${tokenFile} may be read or changed by others than its owner.`,
  })
  expect(there.requests).toEqual([])
})

it('fetches no pack that is too large, and leaves nothing of it', async () => {
  await using there = await startGitRemote()
  const noise = Array.from({ length: 300 }, (_, at) => [`f${at}`, `${Math.random()}`.repeat(20)])
  await there.commit(Object.fromEntries(noise))
  await using here = await mirror(there, { maxFetchBytes: 4096 })
  expect((await here.remote.fetch()).trouble).toMatchObject({ code: 'remote-too-large' })
  expect(await readdir(join(here.path, 'objects/pack'))).toEqual([])
})

it('commits by a push, and moves its own branch only with the remote', async () => {
  await using there = await startGitRemote()
  await using here = await mirror(there)
  const first = await here.repository.commit(adding('a', undefined))
  expect(first).toMatchObject({ kind: 'committed', revision: await there.head() })
  expect(await here.repository.head()).toMatchObject({ revision: await there.head() })

  const other = await there.commit({ 'docker-compose-b.yml': COMPOSE })
  const stale = adding('c', first.kind === 'committed' ? first.revision : '')
  expect(await here.repository.commit(stale)).toEqual({ kind: 'conflict', head: other })
  expect(await here.repository.commit(adding('c', other))).toMatchObject({ kind: 'committed' })
  expect(await there.git('log', '--format=%s', 'main')).toMatch(/^Add c\nChange \d\nAdd a$/u)
})

it.each(['refs', 'call'] as const)(
  'sees a push of others that lands before its own (%s)',
  async (step) => {
    await using there = await startGitRemote()
    const before = await there.commit({ 'docker-compose-a.yml': COMPOSE })
    await using here = await mirror(there)
    let other: string | undefined
    there.behave = async (request): Promise<Behaviour> => {
      if (request.service === 'receive-pack' && request.step === step) {
        other ??= await there.commit({ 'docker-compose-b.yml': COMPOSE })
      }
      return 'serve'
    }
    const news: string[] = []
    await here.remote.fetch()
    here.remote.subscribe((one) => news.push(one))
    const result = await here.repository.commit(adding('c', before))
    expect(other).toBeDefined()
    expect(result).toEqual({ kind: 'conflict', head: other })
    expect(news).toEqual(['moved'])
    expect(await here.repository.commit(adding('c', other))).toMatchObject({ kind: 'committed' })
    expect(await there.git('log', '--format=%s', 'main')).toMatch(/^Add c\nChange 2\nChange 1$/u)
  },
)

it('finds a commit whose answer was lost, also below a commit of others', async () => {
  await using there = await startGitRemote()
  const before = await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using here = await mirror(there)
  await here.remote.fetch()
  there.behave = ({ service, step }) =>
    service === 'receive-pack' && step === 'call' ? 'lose-answer' : 'serve'
  const result = await here.repository.commit(adding('b', before))
  expect(result).toEqual({ kind: 'committed', revision: await there.head() })

  const head = await there.head()
  let pushed = false
  there.behave = async ({ service, step }): Promise<Behaviour> => {
    if (service === 'receive-pack' && step === 'call') {
      pushed = true
      return 'lose-answer'
    }
    if (pushed) {
      pushed = false
      await there.commit({ 'docker-compose-other.yml': COMPOSE })
    }
    return 'serve'
  }
  const second = await here.repository.commit(adding('c', head))
  expect(second).toMatchObject({ kind: 'committed' })
  expect(await there.git('log', '--format=%s', 'main')).toMatch(
    /^Change 2\nAdd c\nAdd b\nChange 1$/u,
  )
  expect(await here.repository.head()).toMatchObject({ revision: await there.head() })
})

it('says that a push was cut off before the remote took it, and has lost nothing', async () => {
  await using there = await startGitRemote()
  const before = await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using here = await mirror(there)
  await here.remote.fetch()
  there.behave = ({ service, step }) =>
    service === 'receive-pack' && step === 'call' ? 'reset' : 'serve'
  await expect(here.repository.commit(adding('b', before))).rejects.toMatchObject({
    code: 'remote-unreachable',
  })
  expect(await here.repository.head()).toEqual({ kind: 'revision', revision: before })
  there.behave = () => 'serve'
  expect(await here.repository.commit(adding('b', before))).toMatchObject({ kind: 'committed' })
})

it("tells a refused push in the remote's own words, on one line", async () => {
  await using there = await startGitRemote()
  const before = await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using here = await mirror(there)
  await there.refusePushes('main is protected:\u001b[31m ask https://me:hunter2@ops.example')
  await expect(here.repository.commit(adding('b', before))).rejects.toMatchObject({
    code: 'push-declined',
    message: `${there.url} does not take the commit: main is protected: ask https://(redacted)@ops.example; pre-receive hook declined`,
  })
  expect(await here.repository.head()).toEqual({ kind: 'revision', revision: before })
  expect(await there.head()).toBe(before)
})

it('makes no branch anew that was there before', async () => {
  await using there = await startGitRemote()
  const first = await there.commit({ 'docker-compose-a.yml': COMPOSE })
  await using here = await mirror(there)
  await here.remote.fetch()
  await here.repository.setIdentity(first)
  await there.git('update-ref', '-d', 'refs/heads/main')
  expect(await here.repository.commit(adding('b', first))).toEqual({
    kind: 'conflict',
    head: undefined,
  })
  await expect(here.repository.commit(adding('b', undefined))).rejects.toMatchObject({
    code: 'push-declined',
  })
  expect(await there.head()).toBeUndefined()
})
