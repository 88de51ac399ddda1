import { expect, it } from 'vitest'
import { isWorthCollecting } from './idle-collection.ts'

const MEGABYTE = 1024 * 1024
const before = { heapBytes: 0, cpuMs: 1000, at: 0 }

it.each([
  { says: 'rests with much garbage', cpuMs: 1010, heap: 60, kept: 30, is: true },
  { says: 'works', cpuMs: 2500, heap: 60, kept: 30, is: false },
  {
    says: 'rests with little more than the last collection left',
    cpuMs: 1010,
    heap: 36,
    kept: 30,
    is: false,
  },
  { says: 'rests and never collected', cpuMs: 1000, heap: 30, kept: 0, is: true },
])('a process that $says: $is', ({ cpuMs, heap, kept, is }) => {
  const now = { heapBytes: heap * MEGABYTE, cpuMs, at: 2000 }
  expect(isWorthCollecting(before, now, kept * MEGABYTE)).toBe(is)
})
