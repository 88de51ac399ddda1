import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram, temporaryFolder } from '../../e2e/lab/index.ts'
import { openStage } from '../testing/stage.ts'

it('with a certificate it speaks TLS, and its cookie travels over nothing else', async () => {
  await using folder = await temporaryFolder()
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-newkey', 'ec']
  const curve = ['-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-x509']
  await runProgram('openssl', ['req', ...subject, ...curve, '-keyout', key, '-out', certificate])
  const tls = { key: await readFile(key, 'utf8'), certificate: await readFile(certificate, 'utf8') }
  await using stage = await openStage({ listen: { host: '0.0.0.0', port: 0, tls } })
  expect(stage.server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)

  const secret = new URL(await stage.server.loginLink()).hash.replace('#login=', '')
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>()
  const headers = { 'content-type': 'application/json' }
  const options = { method: 'POST', headers, rejectUnauthorized: false }
  const sent = request(`${stage.server.url}/api/login`, options, (response) => {
    response.resume()
    expect(response.headers['strict-transport-security']).toContain('max-age')
    resolve(response.headers['set-cookie'] ?? [])
  })
  sent.on('error', reject)
  sent.end(JSON.stringify({ secret }))
  expect((await promise)[0]).toMatch(/^__Host-kesako_session_\d+=.*; Secure$/)
}, 60_000)
