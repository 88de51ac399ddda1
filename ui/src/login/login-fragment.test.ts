import { describe, expect, it } from 'vitest'
import { loginSecret } from './login-fragment.ts'

describe('loginSecret', () => {
  it.each([
    ['#login=abc-123', 'abc-123'],
    ['#login=a%2Bb', 'a+b'],
    ['#login=', undefined],
    ['#other=1', undefined],
    ['', undefined],
    ['#', undefined],
  ])('of %j', (hash, expected) => {
    expect(loginSecret(hash)).toBe(expected)
  })
})
