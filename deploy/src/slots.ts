/** Bounds how many pieces of work run side by side. */
export interface Slots {
  /** Runs `work` as soon as a slot is free, in the order of the calls. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Within `run`: gives the slot to others while `work` only waits, and then takes the next free one. */
  aside<T>(work: () => Promise<T>): Promise<T>
  /** How many run now. */
  busy(): number
}

export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = []
  let busy = 0

  async function enter(): Promise<void> {
    if (busy < count) {
      busy += 1
      return
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  /** Hands the slot on, so that nobody slips in between. */
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) busy -= 1
    else next()
  }

  return {
    busy: () => busy,
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    async aside(work) {
      leave()
      try {
        return await work()
      } finally {
        await enter()
      }
    },
  }
}

/** Maps every item through `work`, at most `count` at a time; results in the order of the items. */
export async function mapBounded<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const slots = createSlots(count)
  return Promise.all(items.map((item) => slots.run(() => work(item))))
}
