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

test('takes no longer for a megabyte of one word', () => {
  const before = performance.now()
  redact('a'.repeat(1_000_000))
  redact('a://'.repeat(250_000))
  expect(performance.now() - before).toBeLessThan(1_000)
})

test('drops a credential that the bound cuts in two', () => {
  const message = `https://${'x'.repeat(1_960)}@a ${'https://u:p@b '.repeat(430)}https://bob:hunter2-${'2'.repeat(9_000)}@c`
  expect(redact(message)).not.toContain('hunter2')
})
