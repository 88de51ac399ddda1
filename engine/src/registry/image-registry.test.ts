import { expect, test } from 'vitest'
import { registryNamed, registryOf } from './image-registry.ts'

test.each([
  ['web', 'docker.io'],
  ['library/web:1', 'docker.io'],
  ['docker.io/library/web', 'docker.io'],
  ['index.docker.io/library/web', 'docker.io'],
  ['registry.example.org/web:1', 'registry.example.org'],
  ['registry.example.org:5000/team/web@sha256:00', 'registry.example.org:5000'],
  ['registry:5000/web', 'registry:5000'],
  ['localhost/web', 'localhost'],
  ['localhost:5000/web', 'localhost:5000'],
  ['team/web', 'docker.io'],
  ['Team/web', 'Team'],
  ['[::1]:5000/web', '[::1]:5000'],
  ['web:1', 'docker.io'],
])('the image %s is of %s', (image, registry) => {
  expect(registryOf(image)).toBe(registry)
})

test.each([
  ['registry.example.org', 'registry.example.org'],
  ['Registry.Example.org:5000', 'registry.example.org:5000'],
  ['https://registry.example.org:5000/v2/', 'registry.example.org:5000'],
  [' registry ', 'registry'],
  ['docker.io', 'docker.io'],
  ['https://index.docker.io/v1/', 'docker.io'],
  ['[::1]:5000', '[::1]:5000'],
  ['198.18.77.1:5000', '198.18.77.1:5000'],
])('%s names %s', (text, registry) => {
  expect(registryNamed(text)).toBe(registry)
})

test.each([
  '',
  '/',
  'https://',
  '-registry',
  'registry-',
  'a..b',
  'registry:port',
  'registry:99999',
  'ana@registry',
  'ana:word@registry',
  'a b',
  '--data',
  '$(id)',
  'x'.repeat(300),
])('%j names no registry', (text) => {
  expect(registryNamed(text)).toBeUndefined()
})
