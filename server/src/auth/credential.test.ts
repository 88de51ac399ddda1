import { expect, it } from 'vitest'
import { cookieCredential, headerCredential } from './credential.ts'

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

it.each([
  ['Bearer ksk_1', { kind: 'bearer', secret: 'ksk_1' }],
  ['bearer  ksk_1', { kind: 'bearer', secret: 'ksk_1' }],
  [basic('anybody:ksk_1'), { kind: 'basic', secret: 'ksk_1' }],
  [basic(':a:b'), { kind: 'basic', secret: 'a:b' }],
  [basic('nocolon'), undefined],
  ['Digest x', undefined],
  ['Bearer', undefined],
  [`Bearer ${'x'.repeat(5000)}`, undefined],
  [undefined, undefined],
])('%j is %j', (header, credential) => {
  expect(headerCredential(header)).toEqual(credential)
})

it('finds the cookie by its whole name', () => {
  const cookies = 'xkesako=1; kesako=ksk_2 ; kesako_b=3'
  expect(cookieCredential(cookies, 'kesako')).toEqual({ kind: 'cookie', secret: 'ksk_2' })
  expect(cookieCredential(cookies, 'kesak')).toBeUndefined()
  expect(cookieCredential(undefined, 'kesako')).toBeUndefined()
})
