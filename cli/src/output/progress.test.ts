import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { progressTo } from './progress.ts'
import { styleFor } from './style.ts'

let written = ''
const world = (isTerminal: boolean) => ({
  stdout: { isTerminal, write: (text: string) => void (written += text) },
  monotonic: () => Date.now(),
})
const progressOn = (isTerminal: boolean) =>
  progressTo(world(isTerminal), styleFor({ isTerminal: false, write: () => {} }, {}))

beforeEach(() => {
  written = ''
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const pause = (ms: number) => () =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve('done'), ms)
  })

it('writes one line for a step that is quick, without a terminal', async () => {
  const step = progressOn(false).step('Looking', pause(100), (result) => result)
  await vi.advanceTimersByTimeAsync(100)
  await step
  expect(written).toBe('✓ Looking: done (0.1 s)\n')
})

it('names a step that takes long after a second, and then every ten', async () => {
  const step = progressOn(false).step('Installing', pause(20_500))
  await vi.advanceTimersByTimeAsync(1000)
  expect(written).toBe('… Installing\n')
  await vi.advanceTimersByTimeAsync(19_500)
  await step
  expect(written.split('\n').slice(1)).toEqual([
    '… Installing: 10 s so far',
    '… Installing: 20 s so far',
    '✓ Installing (20.5 s)',
    '',
  ])
})

it('counts seconds in one line of a terminal, and keeps it below notes', async () => {
  const progress = progressOn(true)
  const step = progress.step('Waiting', pause(1500))
  await vi.advanceTimersByTimeAsync(1000)
  progress.note('a note')
  await vi.advanceTimersByTimeAsync(500)
  await step
  const clear = '\r\u001B[2K'
  expect(written).toBe(
    `${clear}… Waiting${clear}… Waiting 1 s${clear}  a note\n… Waiting 1 s${clear}✓ Waiting (1.5 s)\n`,
  )
})

it('marks a step that fails, and passes its error on', async () => {
  const failing = progressOn(false).step('Trying', () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(written).toBe('✗ Trying\n')
})
