/** Calls that come while one is under way share the next, which begins after them. `work` must not reject. */
export function shareNext<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined

  function begin(): Promise<T> {
    const begun = work().finally(() => {
      if (running === begun) running = undefined
    })
    running = begun
    return begun
  }

  return () => {
    if (next !== undefined) return next
    if (running === undefined) return begin()
    next = running.then(() => {
      next = undefined
      return begin()
    })
    return next
  }
}

/** Works one after another, whether those before end well or not. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
}
