import { DefinitionDetails, DefinitionList, StackDefinitionView } from '@kesako/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const template = (command = 'work'): string =>
  [
    'x-options:',
    '  title: Web page',
    '  required: [PASSWORD]',
    '  properties:',
    '    REPLICAS: { type: integer, minimum: 1, default: 1 }',
    '    GREETING: { type: string, default: hello }',
    '    PASSWORD: { type: string, format: password, secret: true, minLength: 8 }',
    'services:',
    '  web:',
    '    image: kesako-lab:1',
    `    command: [${command}]`,
    '    environment: { GREETING: "${GREETING}" }',
    '    secrets: [password]',
    '    deploy:',
    '      replicas: ${REPLICAS}',
    '      update_config: { monitor: 50ms }',
    'secrets:',
    '  password: { external: true, name: "${PASSWORD}" }',
    'x-kesako:',
    '  resolveImage: never',
    '',
  ].join('\n')

const PASSWORD = 'tr0ub4dor-$&-3'
const NEXT_PASSWORD = 'correct-horse-battery'
const ask: Stage['ask'] = (...request) => stage.ask(...request)
const put = (text: string, headers = {}): ReturnType<Stage['ask']> =>
  ask('PUT', '/api/stackDefinitions/web', { body: { template: text }, headers })
const etagOf = async (path: string): Promise<string> =>
  (await ask('GET', path)).headers.get('etag') ?? ''
const options = async (body: unknown): ReturnType<Stage['ask']> => {
  const headers = { 'if-match': await etagOf('/api/stacks/shop') }
  return ask('PUT', '/api/stacks/shop', { body: { options: body }, headers })
}
const secrets = (): readonly { readonly Name: string; readonly Labels?: object }[] =>
  [...stage.engine.swarm.secrets.values()].map(({ Spec }) => Spec)
const readText = async (path: string): Promise<string> => {
  const head = await stage.repository.head()
  const bytes =
    head.kind === 'revision' ? await stage.repository.readFile(head.revision, path) : undefined
  return new TextDecoder().decode(bytes ?? new Uint8Array())
}
const stateOf = async (stack: string): Promise<string> =>
  (await ask('GET', `/api/stacks/${stack}`)).body.definition?.state

describe('a stack definition', () => {
  it('is refused with place and remedy when it is broken', async () => {
    const answer = await put('x-options: { properties: { A: { type: text } } }\nservices: {}\n')
    expect(answer).toMatchObject({ status: 422, body: { code: 'definition-invalid' } })
    expect(answer.body.problems[0]).toMatchObject({
      place: { file: 'definitions/web/docker-compose-template.yml', line: 1 },
    })
    expect(await stage.repository.head()).toEqual({ kind: 'no-branch' })
  })

  it('is committed by an admin, and only over the version that was read', async () => {
    const deployer = await stage.token('deployer')
    const body = { template: template() }
    const refused = await ask('PUT', '/api/stackDefinitions/web', { token: deployer, body })
    expect(refused.status).toBe(403)
    const made = await put(template())
    expect(made).toMatchObject({ status: 200, body: { committed: true, warnings: [] } })
    expect(await put(`${template()}# more\n`)).toMatchObject({
      status: 428,
      body: { code: 'if-match-missing' },
    })
    const stale = await put(`${template()}# more\n`, { 'if-match': '"old"' })
    expect(stale.body).toMatchObject({ code: 'stale-etag', etag: made.body.etag })
  })

  it('is listed and shown with the schema of its options', async () => {
    const list = DefinitionList.parse((await ask('GET', '/api/stackDefinitions')).body)
    expect(list.definitions).toMatchObject([{ name: 'web', title: 'Web page', valid: true }])
    const { body, headers } = await ask('GET', '/api/stackDefinitions/web')
    const details = DefinitionDetails.parse(body)
    expect(details.template).toBe(template())
    expect(details.schema).toMatchObject({ properties: { REPLICAS: { minimum: 1 } } })
    expect(headers.get('etag')).toBe(details.etag)
    expect((await ask('GET', '/api/stackDefinitions/none')).body.code).toBe('definition-unknown')
  })

  it('is rendered without a trace', async () => {
    const render = (given: unknown): ReturnType<Stage['ask']> =>
      ask('POST', '/api/stackDefinitions/web/render', { body: { name: 'shop', options: given } })
    const good = await render({ PASSWORD, GREETING: '${HOME}\n: x' })
    expect(good.body).toMatchObject({ valid: true, problems: [] })
    expect(good.body.compose).toContain('name: shop_PASSWORD-00000000')
    expect(good.text).not.toContain('tr0ub4dor')
    const bad = await render({ PASSWORD: 'short', REPLICAS: 0, COLOUR: 1 })
    expect(bad.body.valid).toBe(false)
    expect(bad.body.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'options.COLOUR',
      'options.PASSWORD',
      'options.REPLICAS',
    ])
    expect(secrets()).toEqual([])
  })
})

describe('a stack out of a definition', () => {
  it('is refused with a problem for each option, and leaves no secret', async () => {
    const body = { name: 'shop', stackDefinition: 'web', options: { PASSWORD, REPLICAS: 'two' } }
    const answer = await ask('POST', '/api/stacks', { body })
    expect(answer).toMatchObject({ status: 422, body: { code: 'options-invalid' } })
    expect(answer.body.problems).toMatchObject([{ path: 'options.REPLICAS' }])
    expect(secrets()).toEqual([])
  })

  it('is one commit of settings and Compose file, and the secret is made before it', async () => {
    const body = {
      name: 'shop',
      stackDefinition: 'web',
      options: { PASSWORD, GREETING: 'a$b ${HOME} "\'\n- x: 1' },
    }
    const dry = await ask('POST', '/api/stacks?dryRun=true', { body })
    expect(dry.body.files.map(({ path }: { path: string }) => path)).toEqual([
      'stack-shop.json',
      'docker-compose-shop.yml',
    ])
    expect(secrets()).toEqual([])
    const made = await ask('POST', '/api/stacks?wait=true', { body })
    expect(made).toMatchObject({ status: 201, body: { committed: true } })
    const [secret, ...others] = secrets()
    expect(others).toEqual([])
    expect(secret?.Name).toMatch(/^shop_PASSWORD-[0-9a-f]{8}$/)
    // Settled: no longer pending, and no stack's own that pruning would take.
    expect(secret?.Labels).toEqual({})
    expect(JSON.parse(await readText('stack-shop.json'))).toEqual({
      stackDefinition: 'web',
      options: { GREETING: body.options.GREETING, PASSWORD: secret?.Name },
    })
    const [service] = [...stage.engine.swarm.services.values()]
    const container = service?.Spec.TaskTemplate.ContainerSpec
    expect(container?.Env).toEqual([`GREETING=${body.options.GREETING}`])
    expect(container?.Secrets?.[0]?.SecretName).toBe(secret?.Name)
    expect(await stateOf('shop')).toBe('current')
    const seen = [
      dry.text,
      made.text,
      (await ask('GET', '/api/stacks/shop')).text,
      (await ask('GET', '/api/stacks/shop/definition')).text,
      await readText('stack-shop.json'),
      await readText('docker-compose-shop.yml'),
      ...stage.log,
    ].join('\n')
    expect(seen).not.toContain('tr0ub4dor')
    expect(seen).not.toContain(Buffer.from(PASSWORD).toString('base64'))
  })

  it('keeps its secret when options come without one, and gets another for another value', async () => {
    const before = secrets()[0]?.Name ?? ''
    const kept = await options({ REPLICAS: 2, GREETING: 'hi' })
    expect(kept).toMatchObject({ status: 200, body: { committed: true } })
    expect(await readText('docker-compose-shop.yml')).toContain(before)
    expect(secrets()).toHaveLength(1)
    const rotated = await options({ REPLICAS: 2, GREETING: 'hi', PASSWORD: NEXT_PASSWORD })
    expect(rotated.status).toBe(200)
    const after = secrets().map(({ Name }) => Name)
    expect(after).toHaveLength(2)
    const named = after.find((name) => name !== before) ?? ''
    expect(await readText('stack-shop.json')).toContain(named)
    expect(await readText('docker-compose-shop.yml')).not.toContain(before)
  })

  it('takes away the secret that it made when the commit is refused', async () => {
    const before = secrets().length
    const headers = { 'if-match': '"old"' }
    const body = { options: { PASSWORD: 'another-password' } }
    expect((await ask('PUT', '/api/stacks/shop', { body, headers })).status).toBe(412)
    const spy = vi.spyOn(stage.repository, 'commit').mockImplementation(async () => {
      const head = await stage.repository.head()
      return { kind: 'conflict', head: head.kind === 'revision' ? head.revision : undefined }
    })
    expect((await options({ PASSWORD: 'another-password' })).body.code).toBe('commit-conflict')
    spy.mockRestore()
    expect(secrets()).toHaveLength(before)
  })
})

describe('a newer definition', () => {
  it('is told with the difference, and deploys nothing by itself', async () => {
    const before = await readText('docker-compose-shop.yml')
    const headers = { 'if-match': await etagOf('/api/stackDefinitions/web') }
    expect((await put(template('serve'), headers)).body.committed).toBe(true)
    expect(await stateOf('shop')).toBe('newer-available')
    expect(await readText('docker-compose-shop.yml')).toBe(before)
    const view = StackDefinitionView.parse((await ask('GET', '/api/stacks/shop/definition')).body)
    expect(view).toMatchObject({ name: 'web', secretOptions: ['PASSWORD'], problems: [] })
    expect(Object.keys(view.options)).toEqual(['REPLICAS', 'GREETING'])
    expect(view.diff).toContain('-      - work\n+      - serve\n')
  })

  it('comes to all stacks by one commit, but never over an edit by hand', async () => {
    for (const name of ['mail', 'chat']) {
      const body = { name, stackDefinition: 'web', options: { PASSWORD } }
      expect((await ask('POST', '/api/stacks', { body })).status).toBe(201)
    }
    const edited = `${await readText('docker-compose-chat.yml')}# by hand\n`
    await stage.push({ 'docker-compose-chat.yml': edited })
    const upgrade = (path: string): ReturnType<Stage['ask']> => ask('POST', path, { body: {} })
    const path = '/api/stackDefinitions/web/upgrade'
    const dry = await upgrade(`${path}?dryRun=true`)
    expect(dry.body).toMatchObject({ committed: false, stacks: ['shop'] })
    const done = await upgrade(path)
    expect(done.body).toMatchObject({ committed: true, stacks: ['shop'] })
    const left = done.body.left as { stack: string; state: string }[]
    expect(left.map(({ stack, state }) => [stack, state])).toEqual([
      ['chat', 'edited'],
      ['mail', 'current'],
    ])
    expect(await readText('docker-compose-chat.yml')).toBe(edited)
    expect(await stateOf('shop')).toBe('current')
    expect(await stage.repository.commitInfo(done.body.revision)).toMatchObject({
      author: 'admin',
      subject: 'Upgrade the stacks of the definition web',
    })
    const headers = { 'if-match': await etagOf('/api/stacks/chat') }
    const body = { options: { REPLICAS: 3 } }
    const refused = await ask('PUT', '/api/stacks/chat', { body, headers })
    expect(refused).toMatchObject({ status: 409, body: { code: 'definition-edited' } })
  })

  it('is for deployers, each with stacks of their own', async () => {
    const token = await stage.token('deployer', ['mail'])
    const path = '/api/stackDefinitions/web/upgrade'
    const own = await ask('POST', path, { token, body: { stacks: ['mail'] } })
    expect(own).toMatchObject({ status: 200, body: { committed: false, stacks: [] } })
    for (const body of [{ stacks: ['shop'] }, {}]) {
      const answer = await ask('POST', path, { token, body })
      expect(answer).toMatchObject({ status: 403, body: { code: 'stack-not-yours' } })
    }
    const before = secrets().length
    const body = { name: 'other', stackDefinition: 'web', options: { PASSWORD } }
    expect((await ask('POST', '/api/stacks', { token, body })).body.code).toBe('stack-not-yours')
    expect(secrets()).toHaveLength(before)
    const headers = { 'if-match': await etagOf('/api/stacks/mail') }
    const change = { options: { REPLICAS: 2, PASSWORD: NEXT_PASSWORD } }
    const changed = await ask('PUT', '/api/stacks/mail', { token, body: change, headers })
    expect(changed).toMatchObject({ status: 200, body: { committed: true } })
  })

  it('is not deleted while a stack is rendered from it at deploy time', async () => {
    const name = secrets()[0]?.Name ?? ''
    const settings = { stackDefinition: 'web', options: { PASSWORD: name } }
    const pushed = await stage.push({ 'stack-raw.json': JSON.stringify(settings) })
    expect(pushed.ok).toBe(true)
    const headers = { 'if-match': await etagOf('/api/stackDefinitions/web') }
    const path = '/api/stackDefinitions/web'
    expect((await ask('DELETE', path, { headers })).body.code).toBe('definition-in-use')
    await stage.push({ 'stack-raw.json': null })
    expect((await ask('DELETE', path, { headers })).body).toMatchObject({ committed: true })
    expect(await stateOf('shop')).toBe('not-renderable')
  })
})
