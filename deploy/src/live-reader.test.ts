import type { LiveState } from '@kesako/core'
import { expect, it } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { createLiveReader } from './live-reader.ts'

/** Counts its reads; each answers at once with a state of its own, or with an error. */
function readerOf(errors: readonly number[] = []) {
  const clock = manualClock()
  let reads = 0
  const reader = createLiveReader({
    clock,
    onRead: () => undefined,
    engine: {
      liveState: (): Promise<LiveState> => {
        reads += 1
        if (errors.includes(reads)) return Promise.reject(new Error('away'))
        const none = { services: [], tasks: [], nodes: [], networks: [], secrets: [], configs: [] }
        return Promise.resolve(none)
      },
    },
  })
  return { clock, reader, reads: () => reads }
}

it('gives a pass what was read ahead for it, once, with when that began', async () => {
  const { clock, reader, reads } = readerOf()
  reader.anticipate()
  const began = clock.monotonic()
  await clock.pass(100)
  expect((await reader.forPass()).began).toBe(began)
  expect(reads()).toBe(1)
  await reader.forPass()
  expect(reads()).toBe(2)
})

it('reads anew where what was read ahead is too old', async () => {
  const { clock, reader, reads } = readerOf()
  reader.anticipate()
  await clock.pass(2001)
  await reader.forPass()
  expect(reads()).toBe(2)
})

it('reads anew where something was written since', async () => {
  const { reader, reads } = readerOf()
  reader.anticipate()
  await Promise.resolve()
  reader.invalidate()
  await reader.forPass()
  expect(reads()).toBe(2)
})

it('reads anew where reading ahead failed, and fails only with its own try', async () => {
  const { reader, reads } = readerOf([1, 3])
  reader.anticipate()
  await reader.forPass()
  expect(reads()).toBe(2)
  reader.invalidate()
  await expect(reader.forPass()).rejects.toThrow('away')
})

it('has readers at the same moment share one read', async () => {
  const { clock, reader, reads } = readerOf()
  await Promise.all([reader.recent(), reader.recent()])
  await reader.recent()
  expect(reads()).toBe(1)
  await clock.pass(1001)
  await reader.recent()
  expect(reads()).toBe(2)
})
