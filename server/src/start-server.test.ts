import { request } from 'node:http'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { temporaryFolder, type TemporaryFolder } from '../../e2e/lab/index.ts'
import { openStage, type Stage } from '../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage
let ui: TemporaryFolder

beforeAll(async () => {
  ui = await temporaryFolder()
  await mkdir(join(ui.path, 'assets'))
  await writeFile(join(ui.path, 'index.html'), '<!doctype html><title>Kesako</title>')
  await writeFile(join(ui.path, 'assets/index-a1b2.js'), `console.log("${'x'.repeat(5000)}")`)
  stage = await openStage({ uiFolder: ui.path })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await ui.remove()
})

/** A request with headers that fetch doesn't let one set. */
function raw(path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${stage.server.url}${path}`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the page', () => {
  it.each(['/', '/stacks/shop', '/deployments'])(
    'answers %s without a credential',
    async (path) => {
      const answer = await stage.ask('GET', path, { token: null })
      expect(answer.text).toContain('<title>Kesako')
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
    },
  )

  it('lets built files be kept for ever, compressed, and asked for again', async () => {
    const path = '/assets/index-a1b2.js'
    const answer = await stage.ask('GET', path, {
      token: null,
      headers: { 'accept-encoding': 'br' },
    })
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.text).toContain('console.log')
    const etag = answer.headers.get('etag') ?? ''
    expect(await raw(path, { 'if-none-match': etag })).toBe(304)
  })

  it.each(['/assets/nothing.js', '/nothing.js', '/api', '/assets/..%2f..%2fstate'])(
    'has nothing at %s',
    async (path) => {
      expect((await stage.ask('GET', path)).status).toBe(404)
    },
  )
})

describe('the server', () => {
  it('answers to its own names only', async () => {
    const port = new URL(stage.server.url).port
    expect(await raw('/healthz', { host: `localhost:${port}` })).toBe(200)
    expect(await raw('/healthz', { host: 'rebound.example' })).toBe(421)
    expect(await raw('/', { host: 'rebound.example' })).toBe(421)
  })

  it('believes no forwarding header without a trusted proxy', async () => {
    expect(
      await raw('/healthz', { host: 'rebound.example', 'x-forwarded-host': 'localhost' }),
    ).toBe(421)
  })

  it('probes without a credential', async () => {
    expect((await stage.ask('GET', '/healthz', { token: null })).body).toEqual({ status: 'ok' })
    expect((await stage.ask('GET', '/readyz', { token: null })).body).toEqual({ status: 'ok' })
  })

  it('measures with one', async () => {
    const { text } = await stage.ask('GET', '/metrics')
    expect(text).toContain('kesako_info{version="0.1.0-test"} 1\n')
    expect(text).toContain('kesako_engine_connected 1\n')
  })

  it('describes itself', async () => {
    const { body } = await stage.ask('GET', '/api/openapi.json')
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '0.1.0-test' } })
  })

  it('says who has the port', async () => {
    const port = Number(new URL(stage.server.url).port)
    await expect(openStage({ listen: { port } })).rejects.toMatchObject({ code: 'listen-failed' })
  })

  it('leaves a hook of somebody else alone', async () => {
    const hook = join(stage.repository.path, 'hooks/pre-receive')
    expect(await readFile(hook, 'utf8')).toContain('Written by Kesako')
    await writeFile(hook, '#!/bin/sh\nexit 0\n')
    const again = openStage({ repository: stage.repository })
    await expect(again).rejects.toMatchObject({ code: 'hook-foreign' })
  })
})
