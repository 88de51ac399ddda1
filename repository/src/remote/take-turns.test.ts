import { expect, it } from 'vitest'
import { inTurn, shareNext } from './take-turns.ts'

it('lets those who come during one work share the next, which begins after them', async () => {
  const begun: PromiseWithResolvers<void>[] = []
  const work = shareNext(async () => {
    const gate = Promise.withResolvers<void>()
    const number = begun.push(gate)
    await gate.promise
    return number
  })
  const first = work()
  const [second, third] = [work(), work()]
  expect(begun).toHaveLength(1)
  begun[0]?.resolve()
  expect(await first).toBe(1)
  await new Promise(setImmediate)
  begun[1]?.resolve()
  expect(await Promise.all([second, third])).toEqual([2, 2])
  const fourth = work()
  begun[2]?.resolve()
  expect(await fourth).toBe(3)
})

it('works one after another, after failures too', async () => {
  const turn = inTurn()
  const order: string[] = []
  const failing = turn(async () => {
    await new Promise(setImmediate)
    order.push('failed')
    throw new Error('no')
  })
  const next = turn(async () => order.push('next'))
  await expect(failing).rejects.toThrow('no')
  await next
  expect(order).toEqual(['failed', 'next'])
})
