import { RequestProblem } from '../http/request-problem.ts'

/** Writes of this process one after another, so that only commits from elsewhere come in between. */
export interface Turns {
  /** Runs `work` when everything before it has ended. Throws a 503 where too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T>
}

/** Writes that may wait for their turn. */
const MAX_WAITING = 200

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    async take(work) {
      if (waiting >= MAX_WAITING) {
        const detail = `${MAX_WAITING} writes wait for their turn already.`
        throw new RequestProblem('too-busy', detail, {}, { 'Retry-After': '10' })
      }
      waiting += 1
      const turn = last.then(work, work).finally(() => {
        waiting -= 1
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
