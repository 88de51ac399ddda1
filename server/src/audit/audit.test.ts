import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

it('what was done and what was refused is in the trail, without secrets', async () => {
  const token = await stage.token('deployer', ['other-*'])
  await stage.ask('POST', '/api/tokens', { body: { name: 'made', role: 'viewer' } })
  await stage.ask('DELETE', '/api/tokens/none')
  await stage.ask('POST', '/api/stacks/mail/sync', { token })
  await stage.ask('POST', '/api/sync', { token: await stage.token('viewer'), body: {} })
  await stage.ask('POST', '/api/login', { token: null, body: { secret: 'guessed' } })
  const { body, text } = await stage.ask('GET', '/api/audit?limit=5')
  expect(body.entries).toMatchObject([
    { action: 'login', result: 'login-invalid', address: '127.0.0.1' },
    { action: 'syncAll', role: 'viewer', result: 'role-missing' },
    { action: 'syncStack', target: { name: 'mail' }, role: 'deployer', result: 'stack-not-yours' },
    { action: 'deleteToken', target: { id: 'none' }, by: 'admin', result: 'token-unknown' },
    { action: 'createToken', target: { name: 'made', role: 'viewer' }, result: 'done' },
  ])
  expect(text).not.toMatch(/ksk_|guessed/)
})

it('has pushes, taken and refused', async () => {
  await stage.push({ 'docker-compose-shop.yml': composeFile() })
  await stage.push(
    { 'docker-compose-shop.yml': null },
    { token: await stage.token('deployer', ['x']) },
  )
  const { body } = await stage.ask('GET', '/api/audit?limit=2')
  expect(body.entries).toMatchObject([
    { action: 'push', via: 'basic', role: 'deployer', result: 'push-refused' },
    { action: 'push', by: 'admin', target: { refs: 'refs/heads/main' }, result: 'done' },
  ])
})

it('is not flooded by strangers', async () => {
  for (let at = 0; at < 70; at++) {
    await stage.ask('POST', '/api/login', { token: null, body: { secret: 'guessed' } })
  }
  const { body } = await stage.ask('GET', '/api/audit?limit=500')
  const strangers = body.entries.filter(({ by }: { by?: string }) => by === undefined)
  expect(strangers.length).toBeLessThanOrEqual(60)
})

it('is for admins only', async () => {
  const answer = await stage.ask('GET', '/api/audit', { token: await stage.token('deployer') })
  expect(answer.body.code).toBe('role-missing')
})
