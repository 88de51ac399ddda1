import { StackList, StackView } from '@kesako/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const compose = composeFile()
const create = (name: string, text = compose): ReturnType<Stage['ask']> =>
  stage.ask('POST', '/api/stacks', { body: { name, compose: text } })
const etagOf = async (name: string): Promise<string> =>
  (await stage.ask('GET', `/api/stacks/${name}`)).headers.get('etag') ?? ''
const settled = (): ReturnType<Stage['ask']> =>
  stage.ask('POST', '/api/sync?wait=true', { body: {} })

describe('making a stack', () => {
  it('shows the plan first, and commits nothing then', async () => {
    const answer = await stage.ask('POST', '/api/stacks?dryRun=true', {
      body: { name: 'shop', compose },
    })
    expect(answer).toMatchObject({
      status: 200,
      body: { stack: 'shop', committed: false, plan: { empty: false } },
    })
    expect(answer.body.plan.changes).toContainEqual(
      expect.objectContaining({ action: 'create', kind: 'service', name: 'shop_web' }),
    )
    expect(await stage.repository.head()).toEqual({ kind: 'no-branch' })
  })

  it('commits in the name of the token and deploys', async () => {
    const answer = await create('shop')
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe('/api/stacks/shop')
    expect(await stage.repository.commitInfo(answer.body.revision)).toMatchObject({
      author: 'admin',
      subject: 'Add the stack shop',
    })
    const done = await settled()
    expect(done.body).toMatchObject({ finished: true, revision: answer.body.revision })
    const stack = StackView.parse((await stage.ask('GET', '/api/stacks/shop')).body)
    expect(stack).toMatchObject({
      managed: true,
      sync: 'synced',
      deploying: false,
      etag: answer.body.etag,
    })
    expect(stack.source).toMatchObject({
      composePath: 'docker-compose-shop.yml',
      commit: { author: 'admin' },
    })
    expect(stack.lastDeployment).toMatchObject({
      end: { outcome: 'deployed' },
      actor: { name: 'admin', via: 'api' },
    })
  })

  it('refuses a name that is there already, and one that Docker refuses', async () => {
    expect(await create('shop')).toMatchObject({ status: 409, body: { code: 'stack-exists' } })
    expect(await create('../shop')).toMatchObject({
      status: 400,
      body: { code: 'request-invalid', problems: [{ path: 'name' }] },
    })
  })

  it('refuses a broken file with place and remedy, and commits nothing', async () => {
    const before = await stage.repository.head()
    const answer = await create('broken', 'services:\n  web:\n    imagee: x\n')
    expect(answer).toMatchObject({ status: 422, body: { code: 'files-invalid' } })
    expect(answer.body.problems[0]).toMatchObject({
      severity: 'error',
      place: { file: 'docker-compose-broken.yml', line: 3 },
    })
    expect(await stage.repository.head()).toEqual(before)
  })

  it('refuses a body that is too large, of another type, or no JSON', async () => {
    const large = await stage.ask('POST', '/api/stacks', {
      body: { name: 'large', compose: 'x'.repeat(1_100_000) },
    })
    expect(large.body.code).toBe('body-too-large')
    const headers = { 'content-type': 'text/plain' }
    expect((await stage.ask('POST', '/api/stacks', { body: {}, headers })).body.code).toBe(
      'media-type-unknown',
    )
    const response = await fetch(`${stage.server.url}/api/stacks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.adminToken}`, 'content-type': 'application/json' },
      body: '{"name":',
    })
    expect(await response.json()).toMatchObject({ status: 400, code: 'body-not-json' })
  })
})

describe('looking', () => {
  it('lists every stack in the shape of the contract', async () => {
    const { body } = await stage.ask('GET', '/api/stacks')
    expect(StackList.parse(body).stacks.map(({ name }) => name)).toContain('shop')
    expect(body.engine).toEqual({ connected: true })
  })

  it('plans the head against the swarm', async () => {
    const { body } = await stage.ask('GET', '/api/stacks/shop/plan')
    expect(body).toMatchObject({ stack: 'shop', empty: true, changes: [] })
  })

  it('says what is not there', async () => {
    expect((await stage.ask('GET', '/api/stacks/nothing')).body.code).toBe('stack-unknown')
    expect((await stage.ask('GET', '/api/stacks/nothing/plan')).body.code).toBe('stack-unknown')
    expect((await stage.ask('POST', '/api/stacks/nothing/sync')).body.code).toBe('stack-unknown')
    expect((await stage.ask('GET', '/api/nothing')).body.code).toBe('route-unknown')
    const wrong = await stage.ask('PATCH', '/api/stacks/shop')
    expect(wrong).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    expect(wrong.headers.get('allow')).toContain('DELETE')
  })

  it('validates what is not committed', async () => {
    const good = await stage.ask('POST', '/api/stacks/validate', { body: { name: 'new', compose } })
    expect(good.body).toEqual({ valid: true, problems: [] })
    const bad = await stage.ask('POST', '/api/stacks/validate', {
      body: { name: 'shop', compose: 'services: 1\n' },
    })
    expect(bad.body).toMatchObject({
      valid: false,
      problems: [{ place: { file: 'docker-compose-shop.yml', line: 1 } }],
    })
  })

  it('finds deployments in the journal', async () => {
    const { body } = await stage.ask('GET', '/api/deployments?stack=shop&limit=1')
    expect(body.deployments).toHaveLength(1)
    const [{ id }] = body.deployments
    expect((await stage.ask('GET', `/api/deployments/${id}`)).body.id).toBe(id)
    expect((await stage.ask('GET', '/api/deployments/nothing')).body.code).toBe(
      'deployment-unknown',
    )
    expect((await stage.ask('GET', '/api/deployments?limit=0')).body.code).toBe('request-invalid')
  })
})

describe('switching off and on', () => {
  it('commits the settings, and nothing when they say so already', async () => {
    const off = await stage.ask('POST', '/api/stacks/shop/disable', {
      body: { message: 'Off for the move' },
    })
    expect(off).toMatchObject({ status: 200, body: { committed: true, plan: { empty: false } } })
    expect(await stage.repository.commitInfo(off.body.revision)).toMatchObject({
      subject: 'Off for the move',
    })
    await settled()
    expect(stage.engine.swarm.services.size).toBe(0)
    expect((await stage.ask('POST', '/api/stacks/shop/disable')).body.committed).toBe(false)
    const on = await stage.ask('POST', '/api/stacks/shop/enable')
    expect(on.body.committed).toBe(true)
    await settled()
    expect(stage.engine.swarm.services.size).toBe(1)
  })

  it('looks at If-Match when it is there', async () => {
    const headers = { 'if-match': '"old"' }
    const answer = await stage.ask('POST', '/api/stacks/shop/disable', { headers })
    expect(answer).toMatchObject({
      status: 412,
      body: { code: 'stale-etag', etag: await etagOf('shop') },
    })
  })
})

describe('deleting', () => {
  it('needs to say which version it means', async () => {
    expect((await stage.ask('DELETE', '/api/stacks/shop')).body).toMatchObject({
      status: 428,
      code: 'if-match-missing',
    })
    const stale = await stage.ask('DELETE', '/api/stacks/shop', {
      headers: { 'if-match': '"old"' },
    })
    expect(stale.body).toMatchObject({
      status: 412,
      code: 'stale-etag',
      etag: await etagOf('shop'),
    })
  })

  it('tells of a commit to the same stack that came in between, with both versions', async () => {
    const etag = await etagOf('shop')
    const theirs = composeFile('serve')
    const spy = vi.spyOn(stage.repository, 'commit').mockImplementationOnce(async (request) => {
      // Somebody's push lands between our look at the head and our commit.
      spy.mockRestore()
      await stage.push({ 'docker-compose-shop.yml': theirs })
      return stage.repository.commit(request)
    })
    const answer = await stage.ask('DELETE', '/api/stacks/shop', { headers: { 'if-match': etag } })
    expect(answer.body).toMatchObject({ status: 409, code: 'commit-conflict' })
    expect(answer.body.conflict.files).toContainEqual({
      path: 'docker-compose-shop.yml',
      yours: null,
      theirs,
    })
  })

  it('goes through when the commit in between was of another stack', async () => {
    const etag = await etagOf('shop')
    const spy = vi.spyOn(stage.repository, 'commit').mockImplementationOnce(async (request) => {
      spy.mockRestore()
      await stage.push({ 'docker-compose-mail.yml': compose })
      return stage.repository.commit(request)
    })
    const answer = await stage.ask('DELETE', '/api/stacks/shop', { headers: { 'if-match': etag } })
    expect(answer).toMatchObject({ status: 200, body: { committed: true, plan: { empty: false } } })
    await settled()
    const names = [...stage.engine.swarm.services.values()].map(({ Spec }) => Spec.Name)
    expect(names).toEqual(['mail_web'])
  })
})

describe('an engine that is gone', () => {
  it('is said so, and a commit does not wait for it', async () => {
    await using other = await openStage()
    await other.engine.stop()
    const made = await other.ask('POST', '/api/stacks', { body: { name: 'shop', compose } })
    expect(made.status).toBe(201)
    expect(made.body.plan).toBeUndefined()
    const list = await other.ask('GET', '/api/stacks')
    expect(list.body.engine.connected).toBe(false)
    expect((await other.ask('GET', '/readyz', { token: null })).status).toBe(503)
    expect((await other.ask('GET', '/api/stacks/shop/plan')).body.code).toBe('engine-unreachable')
  })
})
