import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProgram, temporaryFolder } from '../../../e2e/lab/index.ts'
import { listening } from './listening.ts'

const listen = '0.0.0.0:8443'

it('reads certificate, proxies and public address', async () => {
  await using folder = await temporaryFolder()
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const files = ['-subj', '/CN=localhost', '-keyout', key, '-out', certificate]
  await runProgram('openssl', ['req', ...made, ...files])
  const where = await listening({
    listen,
    tlsCert: certificate,
    tlsKey: key,
    trustedProxy: ['10.0.0.5'],
    publicAddress: 'https://kesako.example.org/',
  })
  expect(where).toMatchObject({
    listen: {
      host: '0.0.0.0',
      port: 8443,
      trustedProxies: ['10.0.0.5'],
      tls: { key: expect.stringContaining('PRIVATE KEY') },
    },
    tlsFiles: { certificate, key },
    publicUrl: 'https://kesako.example.org',
  })
  const other = join(folder.path, 'other.pem')
  await runProgram('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', other])
  const mixed = listening({ listen, tlsCert: certificate, tlsKey: other })
  await expect(mixed).rejects.toThrow(/the key is not that of the certificate/)
  await writeFile(other, 'nonsense')
  await expect(listening({ listen, tlsCert: other, tlsKey: key })).rejects.toThrow(/can't be used/)
})

it.each([
  [{ tlsCert: 'cert.pem' }, /belong together/],
  [{ publicAddress: 'kesako.example.org' }, /--public-address takes/],
  [{ publicAddress: 'https://kesako.example.org/path' }, /--public-address takes/],
  [{ publicAddress: 'https://ana:secret@kesako.example.org' }, /--public-address takes/],
  [{ tlsCert: '/nonexistent/a', tlsKey: '/nonexistent/b' }, /can't be used/],
])('refuses %j', async (options, message) => {
  await expect(listening({ listen, ...options })).rejects.toThrow(message)
})
