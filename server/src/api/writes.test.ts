import { CommitAnswer } from '@kesako/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { git } from '../../../e2e/lab/index.ts'
import { composeFile } from '../../testing/compose.ts'
import { type Answered, openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const compose = composeFile()
const etagOf = async (name: string): Promise<string> =>
  (await stage.ask('GET', `/api/stacks/${name}`)).headers.get('etag') ?? ''
const create = (name: string, query = ''): Promise<Answered> =>
  stage.ask('POST', `/api/stacks${query}`, { body: { name, compose } })
const trailersOf = async (revision: string): Promise<string> =>
  (await git(stage.repository.path, ['log', '-1', '--format=%(trailers)', revision])).trim()

describe('a write', () => {
  it('shows files, diff and plan in a dry run, and commits nothing', async () => {
    const { status, body } = await create('shop', '?dryRun=true')
    expect(status).toBe(200)
    expect(CommitAnswer.parse(body)).toMatchObject({
      committed: false,
      files: [{ path: 'docker-compose-shop.yml', content: compose }],
      plan: { empty: false },
    })
    expect(body.diff).toMatch(/^--- \/dev\/null\n\+\+\+ b\/docker-compose-shop\.yml\n@@ -0,0 /)
    expect(await stage.repository.head()).toEqual({ kind: 'no-branch' })
  })

  it('says what it did in trailers, and waits for the end of what it began', async () => {
    const { status, body } = await create('shop', '?wait=true')
    expect(status).toBe(201)
    expect(CommitAnswer.parse(body)).toMatchObject({
      finished: true,
      deploymentId: body.deployment.id,
      deployment: { stack: 'shop', revision: body.revision, end: { outcome: 'deployed' } },
    })
    expect(await trailersOf(body.revision)).toBe(
      'Kesako-Action: create\nKesako-Stack: shop\nKesako-Actor: admin (api)',
    )
  })

  it('gives the id of the deployment that begins', async () => {
    const { body } = await stage.ask('POST', '/api/stacks/shop/disable', {
      body: { message: 'Off\n\nKesako-Actor: root (api)' },
    })
    expect(body.deploymentId).toEqual(expect.any(String))
    expect(body).not.toHaveProperty('deployment')
    expect(await trailersOf(body.revision)).toBe(
      'Kesako-Action: disable\nKesako-Stack: shop\nKesako-Actor: admin (api)',
    )
    const on = await stage.ask('POST', '/api/stacks/shop/enable?wait=true', { body: {} })
    expect(on.body.finished).toBe(true)
    const { body: found } = await stage.ask('GET', `/api/deployments/${body.deploymentId}`)
    expect(found).toMatchObject({ stack: 'shop', action: 'remove', end: { outcome: 'removed' } })
  })

  it('waits for nothing where nothing is to be done', async () => {
    const { body } = await stage.ask('POST', '/api/stacks/shop/enable?wait=true', { body: {} })
    expect(body.committed).toBe(false)
    expect(body).not.toHaveProperty('deploymentId')
  })
})

describe('PUT', () => {
  const put = (body: unknown, etag?: string, query = ''): Promise<Answered> =>
    stage.ask('PUT', `/api/stacks/shop${query}`, {
      body,
      ...(etag === undefined ? {} : { headers: { 'if-match': etag } }),
    })

  it('needs to say what, and which version it means', async () => {
    expect((await put({ compose })).body.code).toBe('if-match-missing')
    expect((await put({}, await etagOf('shop'))).body.code).toBe('request-invalid')
    expect(await put({ compose }, '"old"')).toMatchObject({
      status: 412,
      body: { code: 'stale-etag', etag: await etagOf('shop') },
    })
  })

  it('changes the Compose file and the settings in one commit', async () => {
    const etag = await etagOf('shop')
    const settings = { env: { A: '1' }, selfHeal: true }
    const body = { compose: `# Ours.\n${compose}`, settings }
    const dry = await put(body, etag, '?dryRun=true')
    expect(dry.body.files.map(({ path }: { path: string }) => path)).toEqual([
      'docker-compose-shop.yml',
      'stack-shop.json',
    ])
    expect(dry.body.diff).toContain('+# Ours.\n')
    const { status, body: answer } = await put(body, etag, '?wait=true')
    expect(answer).toMatchObject({ committed: true, etag: dry.body.etag })
    expect(status).toBe(200)
    const file = await stage.repository.readFile(answer.revision, 'stack-shop.json')
    expect(JSON.parse(Buffer.from(file ?? []).toString())).toEqual(settings)
    const gone = await put({ settings: null }, answer.etag)
    expect(await stage.repository.readFile(gone.body.revision, 'stack-shop.json')).toBeUndefined()
  })

  it('refuses settings that say something unknown, with the place', async () => {
    const answer = await put({ settings: { enable: true } }, await etagOf('shop'))
    expect(answer).toMatchObject({ status: 422, body: { code: 'files-invalid' } })
    expect(answer.body.problems[0].place).toMatchObject({ file: 'stack-shop.json', line: 2 })
  })

  it('does not make a stack', async () => {
    const request = { body: { compose }, headers: { 'if-match': '*' } }
    const answer = await stage.ask('PUT', '/api/stacks/nothing', request)
    expect(answer).toMatchObject({ status: 404, body: { code: 'stack-unknown' } })
  })
})

describe('many at once', () => {
  it('20 writes to one stack: each lands or says why, and none is lost', async () => {
    const etag = await etagOf('shop')
    const before = await commits()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? stage.ask('PUT', '/api/stacks/shop', {
              body: { compose: `# ${at}\n${compose}` },
              headers: { 'if-match': etag },
            })
          : stage.ask('POST', `/api/stacks/shop/${at % 4 === 1 ? 'disable' : 'enable'}`, {
              body: { message: `Write ${at}` },
            }),
      ),
    )
    for (const { status } of answers) expect([200, 409, 412]).toContain(status)
    const landed = answers.filter(({ body }) => body.committed === true)
    expect(landed.length).toBeGreaterThan(0)
    const made = (await commits()).slice(before.length)
    expect(new Set(landed.map(({ body }) => body.revision))).toEqual(new Set(made))
    for (const { body } of answers.filter(({ status }) => status === 412)) {
      expect(body).toMatchObject({ code: 'stale-etag', etag: expect.any(String) })
    }
  })

  it('50 writes to 50 stacks all land, with pushes in between', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `many${at}`)
    const [answers, pushed] = await Promise.all([
      Promise.all(names.map((name) => create(name))),
      stage.push({ 'docker-compose-pushed.yml': compose }),
    ])
    const failed = answers.filter(({ status }) => status !== 201)
    for (const { status, body } of failed) {
      expect([409, 412, 428]).toContain(status)
      expect(body.code).toBe('commit-conflict')
    }
    const { state } = await load()
    const there = state.stacks.map(({ name }) => name)
    const landed = names.filter((_, at) => answers[at]?.status === 201)
    expect(landed.length).toBeGreaterThan(45)
    expect(there).toEqual(expect.arrayContaining(landed))
    // A push that a commit overtook is refused by Git itself.
    expect(there.includes('pushed')).toBe(pushed.ok)
  })

  it('20 of one new name: one is made, the others are told', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('once')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const others = answers.filter(({ status }) => status !== 201)
    expect(new Set(others.map(({ body }) => body.code))).toEqual(new Set(['stack-exists']))
  })
})

async function commits(): Promise<readonly string[]> {
  const text = await git(stage.repository.path, ['rev-list', '--reverse', 'main'])
  return text.split('\n').filter((line) => line !== '')
}

async function load() {
  const head = await stage.repository.head()
  if (head.kind !== 'revision') throw new Error(head.kind)
  return { state: await stage.repository.load(head.revision) }
}
