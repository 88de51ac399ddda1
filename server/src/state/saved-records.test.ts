import { expect, test } from 'vitest'
import { savedRecords } from './saved-records.ts'

test('changes go one after another, each from what the one before left', async () => {
  const saved: (readonly number[])[] = []
  const records = savedRecords<number>([], async (list) => {
    await Promise.resolve()
    saved.push(list)
  })
  await Promise.all([
    records.change((list) => [...list, 1]),
    records.change((list) => [...list, 2]),
  ])
  expect(saved).toEqual([[1], [1, 2]])
  expect(records.current()).toEqual([1, 2])
})

test('what could not be saved does not count, and the next change is tried', async () => {
  let fails = true
  const records = savedRecords<number>([1], () =>
    fails ? Promise.reject(new Error('disk full')) : Promise.resolve(),
  )
  await expect(records.change(() => [2])).rejects.toThrow('disk full')
  expect(records.current()).toEqual([1])
  fails = false
  await records.change((list) => [...list, 3])
  expect(records.current()).toEqual([1, 3])
})

test('the same list writes nothing', async () => {
  const records = savedRecords<number>([1], () => Promise.reject(new Error('written')))
  await records.change((list) => list)
  expect(records.current()).toEqual([1])
})
