import { expect, it } from 'vitest'
import { describeKey, nearestPath } from './describe-key.ts'

it.each([
  ['services', 'services'],
  ['services.web', 'services.*'],
  ['services.*', 'services.*'],
  ['services.deploy.update_config', 'services.*.deploy.update_config'],
  ['services.web.deploy.replicas', 'services.*.deploy.replicas'],
  ['services.*.ports.target', 'services.*.ports[].target'],
  ['services.web.ports.0.target', 'services.*.ports[].target'],
  ['services.web.ports[].target', 'services.*.ports[].target'],
  ['services.image', 'services.*.image'],
  ['services.image.image', 'services.*.image'],
  ['services.web.networks.front.aliases', 'services.*.networks.*.aliases'],
  ['networks.external.name', 'networks.*.external.name'],
  ['x-kesako.wave', 'x-kesako.wave'],
  ['services.x-kesako.wave', 'services.*.x-kesako.wave'],
])('finds %s', (path, expected) => {
  expect(describeKey(path)?.path).toBe(expected)
})

it.each([
  'service',
  'services.imgae',
  'services.profiles',
  'services.web.imgae',
  'services.deploy.update_config.orders',
  'a.b.c',
  '.',
  'services..',
])('knows no %s', (path) => {
  expect(describeKey(path)).toBeUndefined()
})

it('lists the keys below', () => {
  expect(describeKey('services.deploy')?.keys.map(({ name }) => name)).toEqual([
    'mode',
    'replicas',
    'endpoint_mode',
    'labels',
    'update_config',
    'rollback_config',
    'resources',
    'restart_policy',
    'placement',
  ])
  expect(describeKey('services')?.keys.map(({ name }) => name)).toContain('image')
  expect(describeKey('')?.keys.map(({ name }) => name)).toContain('networks')
})

it('says what a swarm ignores, and what to do instead', () => {
  expect(describeKey('services.privileged')).toMatchObject({
    sentence: 'Ignored by a swarm: no task has all privileges.',
    ignored: 'Use cap_add for the capabilities that are needed.',
  })
})

it.each([
  ['services.deploy.replica', 'services.deploy.replicas'],
  ['service', 'services'],
  ['services.imgae', 'services.image'],
  ['services.web.deply.mode', 'services.web.deploy'],
  ['qqqqqq', undefined],
])('takes %s for %s', (path, expected) => {
  expect(nearestPath(path)).toBe(expected)
})
