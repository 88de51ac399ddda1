import { expect, test } from 'vitest'
import { startTrier } from './fuzz-thread.ts'

test('tries one input after another in the thread', async () => {
  const trier = startTrier()
  const bytes = new TextEncoder().encode('services:\n  a:\n\timage: x\n')
  expect(await trier.try({ target: 'compose', bytes, beside: [] })).toBeUndefined()
  expect(await trier.try({ target: 'settings', bytes, beside: [] })).toBeUndefined()
  await trier.end()
}, 60_000)
