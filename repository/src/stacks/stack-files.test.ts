import { expect, it } from 'vitest'
import { findStackFiles, stackFile } from './stack-files.ts'

it.each([
  ['docker-compose-shop.yml', 'compose', 'shop'],
  ['docker-compose-my-shop_2.yaml', 'compose', 'my-shop_2'],
  ['docker-compose-shop.json', 'compose', 'shop'],
  ['docker-compose-shop.v2.yml', 'compose', 'shop.v2'],
  ['stacks/shop/docker-compose.yml', 'compose', 'shop'],
  ['stacks/shop/compose.json', 'compose', 'shop'],
  ['stack-shop.json', 'settings', 'shop'],
  ['stacks/shop/stack.json', 'settings', 'shop'],
  ['shop.env', 'variables', 'shop'],
  ['stacks/shop/shop.env', 'variables', 'shop'],
])('%s is the %s file of %s', (path, role, stack) => {
  expect(stackFile(path)).toEqual({ stack, role })
})

it.each([
  'docker-compose.yml',
  'docker-compose-.yml',
  'docker-compose-shop.toml',
  'folder/docker-compose-shop.yml',
  'stacks/compose.yml',
  'stacks/shop/deep/compose.yml',
  'stacks/shop/other.env',
  'stack-shop.yml',
  'README.md',
  '.env',
])('%s belongs to no stack', (path) => {
  expect(stackFile(path)).toBeUndefined()
})

it('groups by stack, sorted, and leaves out what has variables only', () => {
  expect(
    findStackFiles([
      'stacks/b/compose.yml',
      'docker-compose-b.yaml',
      'docker-compose-b.json',
      'a.env',
      'b.env',
      'stack-a.json',
      'lonely.env',
    ]),
  ).toEqual([
    { name: 'a', compose: [], settings: ['stack-a.json'], variables: ['a.env'] },
    {
      name: 'b',
      compose: ['docker-compose-b.json', 'docker-compose-b.yaml', 'stacks/b/compose.yml'],
      settings: [],
      variables: ['b.env'],
    },
  ])
})
