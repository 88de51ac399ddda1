/** What the queue tells a job as it begins. */
export interface JobControl {
  /** Aborts with the newer revision as its reason. */
  readonly newer: AbortSignal
  /** True when another job ran before: what was read when it was submitted is old. */
  readonly waited: boolean
}

/** One piece of work on one stack. `R` is what it answers with. */
export interface Job<R> {
  /** Jobs of the same key do the same: a second one joins the first. */
  readonly key: string
  readonly revision: string
  readonly run: (control: JobControl) => Promise<R>
  /** The answer of a job that a newer revision overtook before it began. */
  readonly skipped: (newer: string) => R
}

/** Deployments of one stack one after another, those of different stacks side by side. */
export interface StackQueue<R> {
  submit(stack: string, job: Job<R>): Promise<R>
  /** Key of the job that is the last word on a stack: the queued one, else the running one. */
  lastKey(stack: string): string | undefined
  /** Stacks that run or wait. */
  active(): readonly string[]
  /** Resolves when nothing of these stacks runs or waits. */
  quiet(stacks: readonly string[]): Promise<void>
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>
}

interface Running<R> {
  readonly job: Job<R>
  readonly newer: AbortController
  readonly answer: Promise<R>
}

interface Queued<R> {
  readonly job: Job<R>
  readonly answer: PromiseWithResolvers<R>
}

interface Lane<R> {
  readonly running: Running<R>
  readonly queued: Queued<R> | undefined
}

export function createStackQueue<R>(): StackQueue<R> {
  const lanes = new Map<string, Lane<R>>()

  function begin(stack: string, job: Job<R>, waited: boolean): Promise<R> {
    const newer = new AbortController()
    const answer = job.run({ newer: newer.signal, waited })
    lanes.set(stack, { running: { job, newer, answer }, queued: undefined })
    void follow(stack, answer)
    return answer
  }

  async function follow(stack: string, answer: Promise<R>): Promise<void> {
    await Promise.allSettled([answer])
    const queued = lanes.get(stack)?.queued
    if (queued === undefined) {
      lanes.delete(stack)
      return
    }
    queued.answer.resolve(begin(stack, queued.job, true))
  }

  return {
    submit(stack, job) {
      const lane = lanes.get(stack)
      if (lane === undefined) return begin(stack, job, false)
      const { running, queued } = lane
      if (queued?.job.key === job.key) return queued.answer.promise
      const joins = queued === undefined && running.job.key === job.key
      if (joins && !running.newer.signal.aborted) return running.answer
      running.newer.abort(job.revision)
      queued?.answer.resolve(queued.job.skipped(job.revision))
      const answer = Promise.withResolvers<R>()
      lanes.set(stack, { running, queued: { job, answer } })
      return answer.promise
    },
    lastKey(stack) {
      const lane = lanes.get(stack)
      return lane?.queued?.job.key ?? lane?.running.job.key
    },
    active: () => [...lanes.keys()],
    async quiet(stacks) {
      for (;;) {
        const busy = stacks.flatMap((stack) => lanes.get(stack) ?? [])
        if (busy.length === 0) return
        await Promise.allSettled(busy.map((lane) => lane.running.answer))
        // Lets the lane that ended go on to what waits in it.
        await Promise.resolve()
      }
    },
    async idle() {
      while (lanes.size > 0) {
        await Promise.allSettled([...lanes.values()].map((lane) => lane.running.answer))
      }
    },
  }
}
