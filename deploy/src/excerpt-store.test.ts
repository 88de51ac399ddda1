import { expect, it } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { createExcerptStore } from './excerpt-store.ts'
import type { TaskExcerpt } from './task-excerpt.ts'

const HOUR = 60 * 60_000

function excerpt(line: string): readonly TaskExcerpt[] {
  return [{ id: 't1', name: 'shop_web.1', service: 'shop_web', error: 'boom', log: [line] }]
}

it('keeps the excerpts of a stack’s last deployment, until its next one', () => {
  const store = createExcerptStore(manualClock())
  store.keep({ id: 'd1', stack: 'shop' }, excerpt('one'))
  store.keep({ id: 'd2', stack: 'blog' }, excerpt('two'))
  expect(store.of('d1')).toEqual(excerpt('one'))
  store.forget('shop')
  expect(store.of('d1')).toEqual([])
  expect(store.of('d2')).toEqual(excerpt('two'))
  store.keep({ id: 'd3', stack: 'blog' }, [])
  expect(store.of('d2')).toEqual([])
})

it('keeps nothing for longer than an hour', async () => {
  const clock = manualClock()
  const store = createExcerptStore(clock)
  store.keep({ id: 'd1', stack: 'shop' }, excerpt('one'))
  await clock.pass(HOUR - 1)
  expect(store.of('d1')).toHaveLength(1)
  await clock.pass(1)
  expect(store.of('d1')).toEqual([])
})

it('keeps those of fifty deployments, the newest', () => {
  const store = createExcerptStore(manualClock())
  for (let turn = 1; turn <= 51; turn += 1) {
    store.keep({ id: `d${turn}`, stack: `s${turn}` }, excerpt('one'))
  }
  expect([store.of('d1'), store.of('d2'), store.of('d51')].map(({ length }) => length)).toEqual([
    0, 1, 1,
  ])
})
