import { expect, test } from 'vitest'
import { closeReferences } from './close-references.ts'
import { pruneNewer } from './prune-newer.ts'

const file = {
  services: {
    web: {
      init: true,
      ports: ['80', { target: 81 }],
      secrets: ['token'],
      'x-note': 1,
      deploy: { endpoint_mode: 'vip', replicas: 2 },
    },
  },
  secrets: { token: { file: 'one.txt', name: 'fixed' } },
  'x-top': 1,
}

test('a file of an old version has only what that version has', () => {
  expect(pruneNewer(file, 0)).toEqual({
    services: { web: { ports: ['80'], deploy: { replicas: 2 } } },
  })
  expect(pruneNewer(file, 4)).toEqual({
    services: {
      web: {
        ports: ['80', { target: 81 }],
        secrets: ['token'],
        deploy: { endpoint_mode: 'vip', replicas: 2 },
      },
    },
    secrets: { token: { file: 'one.txt' } },
    'x-top': 1,
  })
  expect(pruneNewer(file, 13)).toEqual(file)
})

test('what a service of any file uses is defined, and every service has an image', () => {
  const [first, second] = closeReferences([
    { services: { web: { networks: ['front'], volumes: ['data:/x', '/srv:/y'] } } },
    { services: { web: { image: 'x' }, db: { secrets: ['token'] } } },
  ])
  expect(first).toEqual({
    services: {
      web: { networks: ['front'], volumes: ['data:/x', '/srv:/y'] },
      db: { image: 'bb' },
    },
    networks: { front: null },
    volumes: { data: null },
    secrets: { token: { file: 'one.txt' } },
  })
  expect(second).toEqual({ services: { web: { image: 'x' }, db: { secrets: ['token'] } } })
})
