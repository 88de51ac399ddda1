import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test.each([
  ['Get "https://bob:hunter2@registry/v2/": refused', 'Get "https://***@registry/v2/": refused'],
  [
    'Get "https://auth.registry/token?account=bob&password=hunter2": denied',
    'Get "https://auth.registry/token": denied',
  ],
  ['sent Authorization: Basic Ym9iOmh1bnRlcjI=', 'sent Authorization: Basic ***'],
  ['{"username":"bob","password":"hunter2"}', '{"username":"bob","password":"***"}'],
  ['identitytoken=hunter2, next', 'identitytoken=***, next'],
  ['secret demo_key not found', 'secret demo_key not found'],
])('%s', (message, clean) => {
  expect(redact(message)).toBe(clean)
})

test('bounds what is endless', () => {
  expect(redact('x'.repeat(5_000))).toHaveLength(2_001)
})
