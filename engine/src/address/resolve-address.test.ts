import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { engineAddress } from './resolve-address.ts'

const hashed = createHash('sha256').update('prod').digest('hex')
const bytes = (text: string): Uint8Array => Buffer.from(text)

const files: Readonly<Record<string, string>> = {
  '/home/me/.docker/config.json': '{"currentContext":"prod"}',
  [`/home/me/.docker/contexts/meta/${hashed}/meta.json`]:
    '{"Name":"prod","Endpoints":{"docker":{"Host":"tcp://swarm:2376","SkipTLSVerify":false}}}',
  [`/home/me/.docker/contexts/tls/${hashed}/docker/ca.pem`]: 'ca of prod',
  '/home/me/.docker/ca.pem': 'ca',
  '/home/me/.docker/cert.pem': 'cert',
  '/home/me/.docker/key.pem': 'key',
  '/certs/ca.pem': 'ca of certs',
  '/etc/docker-cli/config.json': '{}',
  '/broken/config.json': '{"auths": {"registry": "hunter2"',
}

function resolve(
  environment: Readonly<Record<string, string>>,
  home = '/home/me',
): ReturnType<typeof engineAddress> {
  const readFile = (path: string): Uint8Array | undefined => {
    const text = files[path]
    return text === undefined ? undefined : bytes(text)
  }
  return engineAddress(environment, readFile, home)
}

const PROD = { host: 'tcp://swarm:2376', tls: { ca: bytes('ca of prod'), verify: true } }
const LOCAL = { host: 'unix:///var/run/docker.sock' }
const OWN = { ca: bytes('ca'), cert: bytes('cert'), key: bytes('key') }

test.each([
  ['the current context', {}, PROD],
  ['the default socket where nothing is configured', { DOCKER_CONFIG: '/none' }, LOCAL],
  ['a configuration without a context', { DOCKER_CONFIG: '/etc/docker-cli' }, LOCAL],
  ['the context called default', { DOCKER_CONTEXT: 'default' }, LOCAL],
  ['DOCKER_CONTEXT', { DOCKER_CONTEXT: 'prod' }, PROD],
  [
    'DOCKER_HOST before any context',
    { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'prod' },
    { host: 'tcp://a:1' },
  ],
  ['empty variables as none', { DOCKER_HOST: '', DOCKER_CONTEXT: '', DOCKER_TLS_VERIFY: '' }, PROD],
  [
    'DOCKER_TLS_VERIFY with the keys of the configuration folder',
    { DOCKER_HOST: 'tcp://a:1', DOCKER_TLS_VERIFY: '1' },
    { host: 'tcp://a:1', tls: { ...OWN, verify: true } },
  ],
  [
    'DOCKER_CERT_PATH',
    { DOCKER_HOST: 'tcp://a:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' },
    { host: 'tcp://a:1', tls: { ca: bytes('ca of certs'), verify: true } },
  ],
  [
    'DOCKER_TLS without a check of the certificate',
    { DOCKER_HOST: 'tcp://a:1', DOCKER_TLS: '1' },
    { host: 'tcp://a:1', tls: { ...OWN, verify: false } },
  ],
  [
    'TLS for tcp only',
    { DOCKER_HOST: 'unix:///run/d.sock', DOCKER_TLS_VERIFY: '1' },
    { host: 'unix:///run/d.sock' },
  ],
])('takes %s', (_what, environment, address) => {
  expect(resolve(environment)).toEqual(address)
})

test.each([
  ['a context that does not exist', { DOCKER_CONTEXT: 'none' }, /no docker context "none"/],
  [
    'a configuration that is no JSON',
    { DOCKER_CONFIG: '/broken' },
    /config\.json is not a JSON object/,
  ],
  [
    'a certificate folder without certificates',
    { DOCKER_HOST: 'tcp://a:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/none' },
    /DOCKER_CERT_PATH names \/none/,
  ],
])('refuses %s', (_what, environment, message) => {
  expect(() => resolve(environment)).toThrow(
    expect.objectContaining({ kind: 'refused', message: expect.stringMatching(message) }),
  )
  expect(() => resolve(environment)).not.toThrow(/hunter2/)
})
