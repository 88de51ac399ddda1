import { expect, test } from 'vitest'
import { minimise } from './minimise.ts'

const has =
  (...wanted: readonly string[]) =>
  (items: readonly string[]) =>
    Promise.resolve(wanted.every((item) => items.includes(item)))

test('leaves what the fault needs', async () => {
  const items = Array.from({ length: 100 }, (_, index) => String(index))
  expect(await minimise(items, has('3', '77'), 1000)).toEqual(['3', '77'])
})

test('stops after its attempts', async () => {
  let attempts = 0
  const never = () => {
    attempts += 1
    return Promise.resolve(false)
  }
  expect(await minimise(['a', 'b', 'c', 'd'], never, 3)).toHaveLength(4)
  expect(attempts).toBe(3)
})
