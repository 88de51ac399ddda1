/** Random choices that a seed decides, so that every run can be repeated. */
export interface Random {
  /** A whole number from 0 up to, without, `below`. */
  readonly below: (below: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  /** True once in `times`. */
  readonly once: (times: number) => boolean
}

/** The generator "mulberry32": 32 bits of state, good enough to vary inputs. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
    once: (times) => below(times) === 0,
  }
}
