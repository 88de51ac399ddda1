import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What a process uses, at one moment. */
export interface Usage {
  readonly heapBytes: number
  /** Processor time so far, milliseconds. */
  readonly cpuMs: number
  /** Monotonic, milliseconds. */
  readonly at: number
}

/** Heap that a collection must promise to give back. */
const WORTH_BYTES = 8 * 1024 * 1024

/** Share of one processor below which a process counts as idle. */
const IDLE_SHARE = 0.1

/** Time between two looks, milliseconds. */
const LOOK_MS = 2000

/**
 * Pure: true for a process that did next to nothing between two looks and whose heap has grown since `kept` bytes were
 * left by the last collection. V8 collects by itself when something is allocated, so a server that worked hard and then
 * rests would keep its garbage.
 */
export function isWorthCollecting(before: Usage, now: Usage, kept: number): boolean {
  const share = (now.cpuMs - before.cpuMs) / Math.max(1, now.at - before.at)
  return share < IDLE_SHARE && now.heapBytes - kept > WORTH_BYTES
}

/** Collects the garbage of this process whenever it rests, until it is disposed of. */
export function collectWhenIdle(): Disposable {
  setFlagsFromString('--expose-gc')
  // What the flag puts into every new global object. Only this flavour gives emptied pages back to the machine.
  const collect = runInNewContext(
    "() => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })",
  ) as () => void
  let kept = 0
  let before = usage()
  const timer = setInterval(() => {
    const now = usage()
    if (isWorthCollecting(before, now, kept)) {
      collect()
      kept = process.memoryUsage().heapUsed
    }
    before = usage()
  }, LOOK_MS)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return {
    heapBytes: process.memoryUsage().heapUsed,
    cpuMs: (user + system) / 1000,
    at: performance.now(),
  }
}
