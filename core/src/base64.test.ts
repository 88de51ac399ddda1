import { expect, test } from 'vitest'
import { encodeBase64 } from './base64.ts'

test.each(['', 'a', 'ab', 'abc', 'abcd', 'é\u0000\n'])(
  'encodes %j as every other program',
  (text) => {
    expect(encodeBase64(new TextEncoder().encode(text))).toBe(Buffer.from(text).toString('base64'))
  },
)

test('encodes every byte', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})
