import { expect, it } from 'vitest'
import { type MaintenancePause, pauseOf, pauseSentence } from './maintenance-pause.ts'

const all: MaintenancePause = { by: 'ana', since: '2026-11-23T09:41:07.000Z' }
const shop: MaintenancePause = { ...all, stack: 'shop', reason: 'the database moves.' }

it.each<readonly [string, readonly MaintenancePause[], MaintenancePause | undefined]>([
  ['no pause', [], undefined],
  ['that of another stack', [{ ...shop, stack: 'blog' }], undefined],
  ['that of every stack', [all], all],
  ['its own before that of every stack', [all, shop], shop],
])('of %s', (_what, pauses, expected) => {
  expect(pauseOf(pauses, 'shop')).toBe(expected)
})

it.each([
  [shop, 'Paused by ana since 2026-11-23T09:41:07.000Z: the database moves.'],
  [all, 'Every stack is paused by ana since 2026-11-23T09:41:07.000Z.'],
])('is said in a sentence', (pause, sentence) => {
  expect(pauseSentence(pause)).toBe(sentence)
})
