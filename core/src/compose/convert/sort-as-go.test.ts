import { expect, test } from 'vitest'
import { sortAsGo } from './sort-as-go.ts'

/** The places, from 0, that items came from. */
function placesOf(ranks: readonly number[]): readonly number[] {
  const items = ranks.map((rank, place) => ({ rank, place }))
  return sortAsGo(items, ({ rank }) => rank).map(({ place }) => place)
}

test('up to twelve items that are equal keep their order', () => {
  expect(placesOf([2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])).toEqual([
    1, 3, 5, 7, 9, 11, 0, 2, 4, 6, 8, 10,
  ])
})

test('above twelve they are where the docker CLI has them', () => {
  const ranks = Array.from({ length: 24 }, (_, place) => place % 2)
  expect(placesOf(ranks)).toEqual([
    12, 0, 2, 22, 4, 20, 18, 10, 8, 14, 16, 6, 1, 13, 9, 15, 7, 17, 11, 19, 5, 21, 3, 23,
  ])
})

test.each([
  ['rising', (place: number) => place],
  ['falling', (place: number) => -place],
  ['one value', () => 7],
  ['sawtooth', (place: number) => (place * 7) % 13],
  ['organ pipes', (place: number) => Math.min(place, 999 - place)],
])('a thousand items, %s, are sorted', (_, rank) => {
  const ranks = Array.from({ length: 1000 }, (_, place) => rank(place))
  const sorted = sortAsGo(ranks, (value) => value)
  expect(sorted).toEqual(ranks.toSorted((a, b) => a - b))
})
