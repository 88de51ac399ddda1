import { expect, it } from 'vitest'
import { newToken } from './new-token.ts'

it.each([
  [{ role: 'viewer', expires: 'never' }, { role: 'viewer' }],
  [
    { role: 'admin', expires: '90d' },
    { role: 'admin', expiresInDays: 90 },
  ],
  [
    { role: 'deployer', expires: '1d', stacks: ['team-a-*', 'shop,mail'] },
    { role: 'deployer', expiresInDays: 1, stacks: ['team-a-*', 'shop', 'mail'] },
  ],
])('%j', (options, expected) => {
  expect(newToken('ana', options)).toEqual({ name: 'ana', ...expected })
})

it.each([
  [{ role: 'root', expires: 'never' }, /^role: /],
  [{ role: 'viewer', expires: '3 months' }, /--expires takes days or never/],
  [{ role: 'viewer', expires: '0d' }, /^expiresInDays: /],
  [{ role: 'viewer', expires: 'never', stacks: ['shop'] }, /^stacks: Only the role deployer/],
  [{ role: 'deployer', expires: 'never', stacks: [''] }, /^stacks: /],
  [{ role: 'deployer', expires: 'never', stacks: ['a/b'] }, /^stacks\.0: /],
])('refuses %j', (options, message) => {
  expect(() => newToken('ana', options)).toThrow(message)
})
