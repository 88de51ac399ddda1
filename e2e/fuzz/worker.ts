import { parentPort, workerData } from 'node:worker_threads'
import { readCorpus } from './corpus.ts'
import type { Fault, FuzzInput } from './fuzz-input.ts'
import { makeInput } from './make-input.ts'
import { tryInput } from './try-input.ts'

/** What the thread is started with. */
export interface WorkerStart {
  readonly folders: readonly string[]
  /** One number: that of the input being tried. */
  readonly progress: SharedArrayBuffer
}

/** What the thread is asked to do. */
export type WorkerTask =
  | { readonly kind: 'run'; readonly seed: number; readonly from: number }
  | { readonly kind: 'try'; readonly input: FuzzInput }

/** `found` while it runs, `tried` for one input. */
export type WorkerAnswer =
  | { readonly kind: 'found'; readonly number: number; readonly fault: Fault }
  | { readonly kind: 'tried'; readonly fault: Fault | undefined }

/** Processor time that one input may cost, in milliseconds. */
export const LIMIT_MS = 1000

// The only one who starts this thread gives it this.
const { folders, progress } = workerData as WorkerStart
const current = new Int32Array(progress)
const corpus = readCorpus(folders)
const port = parentPort
if (port === null) throw new Error('this file is a worker')

port.on('message', (task: WorkerTask) => {
  if (task.kind === 'run') return run(task.seed, task.from)
  Atomics.add(current, 0, 1)
  return answer({ kind: 'tried', fault: timed(task.input) })
})

/** Goes on until the thread is ended. */
function run(seed: number, from: number): void {
  for (let number = from; ; number += 1) {
    Atomics.store(current, 0, number)
    const fault = timed(makeInput(seed, number, corpus))
    if (fault !== undefined) answer({ kind: 'found', number, fault })
  }
}

function timed(input: FuzzInput): Fault | undefined {
  const before = process.threadCpuUsage()
  const fault = tryInput(input)
  const { user, system } = process.threadCpuUsage(before)
  const took = Math.round((user + system) / 1000)
  if (fault !== undefined || took <= LIMIT_MS * runsOf(input)) return fault
  return { kind: 'hang', code: 'slow', detail: `${took} ms of processor time` }
}

/** A Compose file is read up to three times. */
function runsOf({ target }: FuzzInput): number {
  return target === 'compose' || target === 'several-files' ? 3 : 2
}

function answer(message: WorkerAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port?.postMessage(message)
}
