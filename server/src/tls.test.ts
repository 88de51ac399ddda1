import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
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

it('its certificate is replaced while it runs, and programs of this machine reach it over loopback', async () => {
  await using folder = await temporaryFolder()
  const authority = await makeAuthority(folder.path)
  const [first, second] = [await authority.certificate('one'), await authority.certificate('two')]
  await using stage = await openStage({ listen: { host: '0.0.0.0', port: 0, tls: first } })
  const seen = (): Promise<string | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
    const options = { ca: authority.ca, agent: false, headers: { host: 'localhost' } }
    const url = `${stage.server.url.replace('127.0.0.1', 'localhost')}/healthz`
    const sent = request(url, options, (response) => {
      const { socket } = response
      response.resume()
      const name = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.O : undefined
      resolve(Array.isArray(name) ? name[0] : name)
    })
    sent.on('error', reject)
    sent.end()
    return promise
  }
  expect(await seen()).toBe('one')
  expect(() => stage.server.useCertificate({ ...second, key: first.key })).toThrow(/key/i)
  expect(await seen()).toBe('one')
  stage.server.useCertificate(second)
  expect(await seen()).toBe('two')

  expect(stage.server.localUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${stage.server.localUrl}/api/stacks`)).status).toBe(401)
  const headers = { authorization: `Bearer ${stage.adminToken}` }
  const link = await fetch(`${stage.server.localUrl}/api/login-links`, { method: 'POST', headers })
  expect(await link.json()).toMatchObject({ url: expect.stringContaining(stage.server.url) })
}, 60_000)

interface Authority {
  readonly ca: string
  /** A certificate for localhost of this organization, and its key. */
  certificate(organization: string): Promise<{ readonly certificate: string; readonly key: string }>
}

/** A certificate authority of the test's own. */
async function makeAuthority(folder: string): Promise<Authority> {
  const [caKey, ca] = [join(folder, 'ca.key'), join(folder, 'ca.pem')]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const self = ['-x509', '-days', '2', '-subj', '/CN=Test CA', '-keyout', caKey, '-out', ca]
  await runProgram('openssl', ['req', ...made, ...self])
  return {
    ca: await readFile(ca, 'utf8'),
    async certificate(organization) {
      const [key, certificate] = [
        join(folder, `${organization}.key`),
        join(folder, `${organization}.pem`),
      ]
      const signed = ['-x509', '-CA', ca, '-CAkey', caKey, '-days', '2']
      const subject = ['-subj', `/O=${organization}/CN=localhost`]
      const name = ['-addext', 'subjectAltName=DNS:localhost']
      const files = ['-keyout', key, '-out', certificate]
      await runProgram('openssl', ['req', ...made, ...signed, ...subject, ...name, ...files])
      return { certificate: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }
    },
  }
}
