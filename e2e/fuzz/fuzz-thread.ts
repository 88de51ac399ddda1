import { Worker } from 'node:worker_threads'
import type { Fault, FuzzInput } from './fuzz-input.ts'
import type { WorkerAnswer, WorkerStart, WorkerTask } from './worker.ts'

/** Heap of the thread. Readers that need more than this for a file are at fault. */
const HEAP_MB = 256

/** Processor time without an end of the input, after which the thread is given up. */
const HANG_MS = 6000

const POLL_MS = 250

export interface FuzzThread {
  /** The number of the input that is tried now. */
  readonly current: () => number
  readonly send: (task: WorkerTask) => void
  readonly end: () => Promise<void>
}

export interface ThreadEvents {
  readonly answered: (answer: WorkerAnswer) => void
  /** The thread hung or died while it tried the current input; it is gone. */
  readonly died: (fault: Fault) => void
}

/** Starts a thread that tries inputs, with bounds on memory and processor time. */
export function startThread(folders: readonly string[], events: ThreadEvents): FuzzThread {
  const progress = new SharedArrayBuffer(4)
  const counter = new Int32Array(progress)
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { folders, progress } satisfies WorkerStart,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
  })
  const watch = watchdog(worker, counter, () =>
    die({ kind: 'hang', code: 'hang', detail: 'it never ended' }),
  )
  let isOver = false
  function die(fault: Fault): void {
    if (isOver) return
    isOver = true
    clearInterval(watch)
    void worker.terminate()
    events.died(fault)
  }
  worker.on('message', (answer: WorkerAnswer) => {
    if (!isOver) events.answered(answer)
  })
  worker.on('error', (error: Error & { readonly code?: string }) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    die({
      kind: isMemory ? 'memory' : 'crash',
      code: error.code ?? error.name,
      detail: String(error.stack),
    })
  })
  return {
    current: () => Atomics.load(counter, 0),
    send: (task) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(task)
    },
    end: async () => {
      isOver = true
      clearInterval(watch)
      await worker.terminate()
    },
  }
}

/** Looks at the thread's own processor time, so that a loaded machine makes no false alarm. */
function watchdog(worker: Worker, counter: Int32Array, hung: () => void): NodeJS.Timeout {
  let seen = -1
  let since = 0
  async function look(): Promise<void> {
    const { user, system } = await worker.cpuUsage()
    const used = (user + system) / 1000
    const now = Atomics.load(counter, 0)
    if (now !== seen) {
      seen = now
      since = used
    } else if (used - since > HANG_MS) {
      hung()
    }
  }
  return setInterval(() => {
    // A thread that ended meanwhile tells so by its own events.
    look().catch(() => undefined)
  }, POLL_MS)
}

/** Tries inputs one after another, in a thread that is replaced when it dies. */
export interface Trier {
  readonly try: (input: FuzzInput) => Promise<Fault | undefined>
  readonly end: () => Promise<void>
}

export function startTrier(): Trier {
  let finish: (fault: Fault | undefined) => void = () => undefined
  const start = () =>
    startThread([], {
      answered: (answer) => {
        if (answer.kind === 'tried') finish(answer.fault)
      },
      died: (fault) => {
        thread = start()
        finish(fault)
      },
    })
  let thread = start()
  return {
    try: (input) => {
      const { promise, resolve } = Promise.withResolvers<Fault | undefined>()
      finish = resolve
      thread.send({ kind: 'try', input })
      return promise
    },
    end: () => thread.end(),
  }
}
