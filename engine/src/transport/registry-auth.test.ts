import { expect, test } from 'vitest'
import { registryAuthHeader } from './registry-auth.ts'

test('is base64url with padding, as engines before 23 demand', () => {
  const auth = { username: 'bob', password: 'ÿ?>ÿ?>', serveraddress: 'registry' }
  const header = registryAuthHeader(auth)['x-registry-auth'] ?? ''
  expect(header).toMatch(/^[\w-]+={0,2}$/)
  expect(header.length % 4).toBe(0)
  expect(header).toContain('_')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toEqual(auth)
})

test('without credentials there is no header', () => {
  expect(registryAuthHeader(undefined)).toEqual({})
})
