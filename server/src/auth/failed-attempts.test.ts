import { expect, it } from 'vitest'
import { createFailedAttempts } from './failed-attempts.ts'

it('asks for patience after ten failures within a minute, for each address apart', () => {
  let now = 0
  const attempts = createFailedAttempts(() => now)
  for (let count = 1; count <= 10; count++) expect(attempts.fail('a')).toBe(0)
  now = 15_000
  expect(attempts.fail('a')).toBe(45)
  expect(attempts.fail('b')).toBe(0)
  for (let count = 1; count <= 10; count++) attempts.fail(`2001:db8::${count}`)
  expect(attempts.fail('2001:db8::ffff')).toBe(60)
  now = 60_000
  expect(attempts.fail('a')).toBe(0)
})
