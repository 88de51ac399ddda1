import type { LiveState } from '@kesako/core'
import type { Engine } from '@kesako/engine'
import type { Clock } from './deploy-api.ts'
import { pause } from './pause.ts'

export type TaskView = Pick<LiveState, 'services' | 'tasks' | 'nodes'>

export type Look =
  | { readonly kind: 'seen'; readonly view: TaskView }
  | { readonly kind: 'unseen'; readonly error: unknown }

/** One poll of tasks for all stacks that converge at the same time. */
export interface TaskPoll {
  /** What was there at a read that began after this call. Never rejects. */
  look(): Promise<Look>
  /** Something happened on the swarm: look sooner. */
  hint(): void
}

export interface TaskPollOptions {
  readonly engine: Pick<Engine, 'liveTasks'>
  readonly clock: Clock
  readonly pollMs: number
  readonly onRead: (error: unknown) => void
}

/** Events come in bursts: a hint never makes two looks closer than this. */
const CLOSEST_LOOKS_MS = 100

export function createTaskPoll(options: TaskPollOptions): TaskPoll {
  const { engine, clock, pollMs, onRead } = options
  let waiters: ((look: Look) => void)[] = []
  let polling = false
  let lastLook = Number.NEGATIVE_INFINITY
  let hurry = new AbortController()

  async function lookOnce(): Promise<Look> {
    try {
      const view = await engine.liveTasks()
      onRead(undefined)
      return { kind: 'seen', view }
    } catch (error) {
      onRead(error)
      return { kind: 'unseen', error }
    }
  }

  async function poll(): Promise<void> {
    while (waiters.length > 0) {
      await pause(clock, Math.max(0, lastLook + pollMs - clock.monotonic()), hurry.signal)
      await pause(clock, Math.max(0, lastLook + CLOSEST_LOOKS_MS - clock.monotonic()))
      hurry = new AbortController()
      lastLook = clock.monotonic()
      const served = waiters
      waiters = []
      const look = await lookOnce()
      for (const resolve of served) resolve(look)
      // Lets those who were served ask again before the poll decides to end.
      await Promise.resolve()
    }
    polling = false
  }

  return {
    look() {
      return new Promise<Look>((resolve) => {
        waiters.push(resolve)
        if (polling) return
        polling = true
        void poll()
      })
    },
    hint() {
      if (polling) hurry.abort()
    },
  }
}
