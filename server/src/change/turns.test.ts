import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

it('lets one work after another, and goes on after one that failed', async () => {
  const turns = createTurns()
  const seen: string[] = []
  const work = (name: string) => async (): Promise<string> => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => turns.take(work(name))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

it('takes no more than it can hold, and more again later', async () => {
  const turns = createTurns()
  const first = Promise.withResolvers<undefined>()
  const held = Array.from({ length: 200 }, () => turns.take(() => first.promise))
  await expect(turns.take(() => first.promise)).rejects.toMatchObject({ code: 'too-busy' })
  first.resolve(undefined)
  await Promise.all(held)
  expect(await turns.take(() => Promise.resolve('again'))).toBe('again')
})
