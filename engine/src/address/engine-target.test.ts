import { expect, test } from 'vitest'
import { engineTarget } from './engine-target.ts'

test.each([
  ['unix:///run/docker.sock', { kind: 'socket', path: '/run/docker.sock' }],
  ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
  ['tcp://10.0.0.1:2300', { kind: 'tcp', host: '10.0.0.1', port: 2300 }],
  ['tcp://10.0.0.1', { kind: 'tcp', host: '10.0.0.1', port: 2375 }],
  ['tcp://swarm.example:80/', { kind: 'tcp', host: 'swarm.example', port: 80 }],
  ['tcp://[fd00::1]:2300', { kind: 'tcp', host: 'fd00::1', port: 2300 }],
  ['10.0.0.1:2300', { kind: 'tcp', host: '10.0.0.1', port: 2300 }],
  ['ssh://me@swarm.example:22', { kind: 'ssh', host: 'swarm.example', user: 'me', port: 22 }],
  ['ssh://swarm', { kind: 'ssh', host: 'swarm', user: undefined, port: undefined }],
])('%s', (host, target) => {
  expect(engineTarget(host, false)).toEqual(target)
})

test('with TLS the port is 2376 where none is given', () => {
  expect(engineTarget('tcp://swarm.example', true)).toMatchObject({ port: 2376 })
})

test.each([
  'npipe:////./pipe/docker_engine',
  'fd://',
  'unix://run/docker.sock',
  'tcp://user:hunter2@10.0.0.1:2375',
  'tcp://10.0.0.1:2375/path?x=hunter2',
  'ssh://me:hunter2@swarm',
  'ssh://-oProxyCommand=hunter2',
  'ssh://-lroot@swarm',
  'ssh://',
  'tcp://:2400',
  'gopher://swarm',
])('refuses %s with a remedy and without its credentials', (host) => {
  const refused = { kind: 'refused', message: expect.stringMatching(/Set DOCKER_HOST to /) }
  expect(() => engineTarget(host, false)).toThrow(expect.objectContaining(refused))
  expect(() => engineTarget(host, false)).not.toThrow(/hunter2/)
})
