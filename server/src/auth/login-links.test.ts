import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createLoginLinks, LINK_MS } from './login-links.ts'

const session = { name: 'admin', role: 'admin' } as const
const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')

it('works once', () => {
  const links = createLoginLinks(() => 0, randomHex)
  const secret = links.make(session)
  expect(links.redeem(`${secret.slice(0, -1)}x`)).toBeUndefined()
  expect(links.redeem(secret)).toEqual(session)
  expect(links.redeem(secret)).toBeUndefined()
})

it('ends after an hour', () => {
  let now = 0
  const links = createLoginLinks(() => now, randomHex)
  const secret = links.make(session)
  now = LINK_MS
  expect(links.redeem(secret)).toBeUndefined()
})
