import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConnection } from './connection.ts'

const run = promisify(execFile)

let folder: string
let server: Server
let host: string
let ca: Buffer
let cert: Buffer
let key: Buffer

/** One certificate for 127.0.0.1 that vouches for itself serves both sides. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kesako-tls-'))
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=engine', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  await run('openssl', ['req', '-x509', ...kind, ...subject, ...files])
  cert = await readFile(join(folder, 'cert.pem'))
  key = await readFile(join(folder, 'key.pem'))
  ca = cert
  server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true })
  server.on('request', (_request, response) => {
    response.setHeader('api-version', '1.41')
    response.end('OK')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  host = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function versionWith(tls: Parameters<typeof openConnection>[0]['tls']): Promise<string> {
  const connection = openConnection(tls === undefined ? { host } : { host, tls })
  try {
    return await connection.version()
  } finally {
    connection.close()
  }
}

test('both sides show their certificates', async () => {
  expect(await versionWith({ ca, cert, key })).toBe('1.41')
})

test('an engine whose certificate nobody vouches for is refused', async () => {
  await expect(versionWith({ cert, key })).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/the TLS certificates for tcp:.* don't fit/),
  })
})

test('without a check any certificate will do', async () => {
  expect(await versionWith({ cert, key, verify: false })).toBe('1.41')
})

test.each([
  ['no certificate', () => ({ ca })],
  ['no encryption', () => undefined],
])('with %s the engine does not answer', async (_what, tls) => {
  await expect(versionWith(tls())).rejects.toMatchObject({
    kind: expect.stringMatching(/refused|unreachable/),
    message: expect.stringMatching(/^Could not reach the engine: /),
  })
})
