import { expect, it } from 'vitest'
import { createSlots } from './slots.ts'

it('runs no more than its count side by side, in the order of the calls', async () => {
  const slots = createSlots(2)
  const seen: string[] = []
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const all = ['a', 'b', 'c'].map((name) =>
    slots.run(async () => {
      seen.push(name)
      await gate
    }),
  )
  await Promise.resolve()
  expect([seen, slots.busy()]).toEqual([['a', 'b'], 2])
  open()
  await Promise.all(all)
  expect([seen, slots.busy()]).toEqual([['a', 'b', 'c'], 0])
})

it('lets others work while one only waits, and has that one wait for a slot to go on', async () => {
  const slots = createSlots(1)
  const seen: string[] = []
  const { promise: gone, resolve: go } = Promise.withResolvers<void>()
  const waiter = slots.run(async () => {
    await slots.aside(() => gone)
    seen.push('waiter goes on')
  })
  await slots.run(async () => {
    seen.push('other')
    go()
    await gone
    expect(slots.busy()).toBe(1)
    await Promise.resolve()
    seen.push('other ends')
  })
  await waiter
  expect([seen, slots.busy()]).toEqual([['other', 'other ends', 'waiter goes on'], 0])
})

it('gives a slot back after a failure while aside', async () => {
  const slots = createSlots(1)
  const failing = slots.run(() => slots.aside(() => Promise.reject(new Error('away'))))
  await expect(failing).rejects.toThrow('away')
  expect(slots.busy()).toBe(0)
})
