import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { type Answered, openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage
const VALUE = 'correct horse battery'
const BASE64 = Buffer.from(VALUE).toString('base64')
const answers: Answered[] = []

beforeAll(async () => {
  stage = await openStage()
  stage.runner.start()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function ask(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Answered> {
  const answer = await stage.ask(method, `/api/${path}`, {
    ...(body === undefined ? {} : { body }),
    ...(token === undefined ? {} : { token }),
  })
  answers.push(answer)
  return answer
}

const raw = (path: 'secrets' | 'configs', name: string): { Data?: string; Labels: object } => {
  const found = [...stage.engine.swarm[path].values()].find(({ Spec }) => Spec.Name === name)
  return found?.Spec ?? { Labels: {} }
}

describe.each(['secrets', 'configs'] as const)('%s', (path) => {
  const kind = path.slice(0, -1)
  const name = `db-${kind}`
  const listed = async (wanted = name): Promise<Record<string, unknown> | undefined> => {
    const { body } = await ask('GET', path)
    return body[path].find((one: { readonly name: string }) => one.name === wanted)
  }
  const using = [
    composeFile().replace('    deploy:', `    ${path}: [${name}]\n    deploy:`),
    `${path}:`,
    `  ${name}:`,
    '    external: true',
    '',
  ].join('\n')

  it('are written by admins only', async () => {
    const token = await stage.token('deployer')
    for (const [method, at, body] of [
      ['POST', path, { name, text: VALUE }],
      ['PUT', `${path}/${name}`, { text: VALUE }],
      ['DELETE', `${path}/${name}`, undefined],
    ] as const) {
      expect((await ask(method, at, body, token)).body.code).toBe('role-missing')
    }
    expect((await ask('GET', path, undefined, await stage.token('viewer'))).status).toBe(200)
  })

  it('are made once, with a label of ours and none of a stack', async () => {
    const dry = await ask('POST', `${path}?dryRun=true`, { name, text: VALUE })
    expect(dry.body).toEqual({ done: false, outcome: 'created', name })
    expect(await listed()).toBeUndefined()
    const made = await ask('POST', path, { name, text: VALUE, labels: { team: 'shop' } })
    expect(made).toMatchObject({ status: 201, body: { done: true, outcome: 'created', name } })
    expect(raw(path, name)).toMatchObject({
      Data: BASE64,
      Labels: { team: 'shop', 'io.kesako.external': 'api' },
    })
    expect(await ask('POST', path, { name, text: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'content-exists' },
    })
    await vi.waitFor(async () =>
      expect(await listed()).toMatchObject({
        origin: 'kesako',
        usedBy: { services: [], stacks: [], stacksInGit: [] },
      }),
    )
  })

  it.each([
    ['an empty value', { text: '' }, 'value-invalid'],
    ['a value too large', { text: 'x'.repeat(1_100_000) }, 'value-invalid'],
    ['two values', { text: VALUE, base64: BASE64 }, 'request-invalid'],
    ['no value', {}, 'request-invalid'],
    ['what is no base64', { base64: `${VALUE}!` }, 'request-invalid'],
    [
      'a label of Docker',
      { text: VALUE, labels: { 'com.docker.stack.namespace': 'shop' } },
      'request-invalid',
    ],
  ])('refuse %s', async (_what, body, code) => {
    expect((await ask('POST', path, { name: 'other', ...body })).body.code).toBe(code)
    expect(await listed('other')).toBeUndefined()
  })

  it('an unused one is replaced, and the same value is left alone', async () => {
    const { body } = await ask('PUT', `${path}/${name}`, { base64: BASE64 })
    expect(body).toEqual({ done: false, outcome: 'unchanged', name })
    const put = await ask('PUT', `${path}/${name}`, { text: 'another' })
    expect(put.body).toEqual({ done: true, outcome: 'replaced', name })
    expect(raw(path, name)).toMatchObject({
      Data: Buffer.from('another').toString('base64'),
      Labels: { team: 'shop', 'io.kesako.external': 'api' },
    })
    expect((await ask('PUT', `${path}/new-${kind}`, { text: VALUE })).body.outcome).toBe('created')
  })

  it('a used one is neither replaced nor removed, and says by whom and what to do', async () => {
    await stage.push({ 'docker-compose-shop.yml': using })
    await stage.ask('POST', '/api/stacks/shop/sync?wait=true')
    await vi.waitFor(async () =>
      expect(await listed()).toMatchObject({
        usedBy: { services: ['shop_web'], stacks: ['shop'], stacksInGit: ['shop'] },
      }),
    )
    expect(await ask('PUT', `${path}/${name}`, { text: 'third' })).toMatchObject({
      status: 409,
      body: { code: 'content-in-use', remedy: expect.stringContaining(`${name}-2`) },
    })
    expect((await ask('PUT', `${path}/${name}`, { text: 'another' })).body.outcome).toBe(
      'unchanged',
    )
    for (const query of ['', '?force=true']) {
      expect((await ask('DELETE', `${path}/${name}${query}`)).body).toMatchObject({
        code: 'content-in-use',
        detail: expect.stringContaining('shop_web'),
      })
    }
  })

  it('a stack that stops naming it leaves it', async () => {
    await stage.push({ 'docker-compose-shop.yml': composeFile() })
    await stage.ask('POST', '/api/stacks/shop/sync?wait=true')
    expect(await listed()).toMatchObject({ usedBy: { services: [] } })
    await stage.push({ 'docker-compose-shop.yml': null, 'docker-compose-rest.yml': composeFile() })
    await stage.ask('POST', '/api/sync?wait=true', { body: { confirmRemovals: true } })
    expect(raw(path, name).Data).toBeDefined()
    expect((await ask('DELETE', `${path}/${name}?dryRun=true`)).body.done).toBe(false)
    expect((await ask('DELETE', `${path}/${name}`)).body.outcome).toBe('removed')
    expect((await ask('DELETE', `${path}/${name}`)).body.code).toBe('content-unknown')
  })

  it('what others made is left alone, unless it is forced', async () => {
    const engine = [...stage.engine.swarm[path].values()].find(
      ({ Spec }) => Spec.Name === `new-${kind}`,
    )
    if (engine !== undefined) engine.Spec = { ...engine.Spec, Labels: {} }
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PUT', { text: 'mine now' }],
    ] as const) {
      const answer = await ask(method, `${path}/new-${kind}`, body)
      expect(answer.body.code).toBe('content-foreign')
    }
    expect((await ask('DELETE', `${path}/new-${kind}?force=true`)).body.outcome).toBe('removed')
  })
})

it('leases are not among them, and can’t be touched', async () => {
  const names = async (): Promise<readonly string[]> =>
    (await ask('GET', 'configs')).body.configs.map((one: { readonly name: string }) => one.name)
  expect((await names()).some((name) => name.startsWith('kesako-lease-'))).toBe(false)
  for (const method of ['PUT', 'DELETE']) {
    const body = method === 'PUT' ? { text: 'x' } : undefined
    const answer = await ask(method, 'configs/kesako-lease-shop?force=true', body)
    expect(answer.body.code).toBe('request-invalid')
  }
})

it('no value is in an answer or in the log', () => {
  const seen = answers.map(({ text }) => text).join() + stage.log.join()
  for (const value of [VALUE, BASE64, 'mine now', Buffer.from('another').toString('base64')]) {
    expect(seen).not.toContain(value)
  }
})
