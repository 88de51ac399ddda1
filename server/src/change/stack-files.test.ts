import { DEFAULT_STACK_POLICY } from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import { expect, it } from 'vitest'
import { ownFiles, settingsPathOf } from './stack-files.ts'

function stack(
  name: string,
  inputs: readonly string[],
  more: Partial<StackAtRevision> = {},
): StackAtRevision {
  const base = { name, enabled: true, inputs, inputsDigest: '00', problems: [] }
  return { ...base, policy: DEFAULT_STACK_POLICY, ...more }
}

it('a stack owns its Compose file, settings and variables, and no other input', () => {
  const shop = stack('shop', [
    'conf/nginx.conf',
    'docker-compose-shop.yml',
    'shop.env',
    'stack-shop.json',
  ])
  expect(ownFiles(shop, [shop])).toEqual(['docker-compose-shop.yml', 'shop.env', 'stack-shop.json'])
})

it('a stack in a folder owns what it uses of it, but not what another stack uses too', () => {
  const shop = stack('shop', [
    'stacks/shop/compose.yml',
    'stacks/shop/a.conf',
    'stacks/shop/shared.conf',
  ])
  const mail = stack('mail', ['docker-compose-mail.yml', 'stacks/shop/shared.conf'])
  expect(ownFiles(shop, [shop, mail])).toEqual(['stacks/shop/a.conf', 'stacks/shop/compose.yml'])
})

it.each([
  { composePath: 'docker-compose-shop.yml', path: 'stack-shop.json' },
  { composePath: 'stacks/shop/compose.yml', path: 'stacks/shop/stack.json' },
  { composePath: 'docker-compose-shop.yml', settingsPath: 'x/stack.json', path: 'x/stack.json' },
])('settings of $composePath are in $path', ({ path, ...files }) => {
  expect(settingsPathOf(stack('shop', [], files))).toBe(path)
})
