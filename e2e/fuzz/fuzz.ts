import { setTimeout } from 'node:timers/promises'
import { CORPUS_FOLDERS, readCorpus } from './corpus.ts'
import type { Finding } from './finding.ts'
import { type FuzzThread, startThread } from './fuzz-thread.ts'
import type { Fault } from './fuzz-input.ts'
import { makeInput } from './make-input.ts'

export interface FuzzRun {
  readonly seed: number
  readonly seconds: number
  /** Folders with seeds beside the project's own. */
  readonly folders: readonly string[]
}

export interface FuzzResult {
  readonly inputs: number
  /** The first of each kind and code. */
  readonly findings: readonly Finding[]
}

/** Above this, the rest is most likely the same fault again. */
const MOST_FINDINGS = 20

/** Tries inputs for some seconds of wall time. */
export async function fuzz({ seed, seconds, folders }: FuzzRun): Promise<FuzzResult> {
  const all = [...CORPUS_FOLDERS, ...folders]
  const corpus = readCorpus(all)
  const found = new Map<string, Finding>()
  const note = (number: number, fault: Fault) => {
    const key = `${fault.kind} ${fault.code}`
    if (!found.has(key)) found.set(key, { input: makeInput(seed, number, corpus), fault })
  }
  let thread: FuzzThread
  function start(from: number): void {
    thread = startThread(all, {
      answered: (answer) => {
        if (answer.kind === 'found') note(answer.number, answer.fault)
      },
      died: (fault) => {
        const number = thread.current()
        note(number, fault)
        start(number + 1)
      },
    })
    thread.send({ kind: 'run', seed, from })
  }
  start(0)
  const until = performance.now() + seconds * 1000
  while (performance.now() < until && found.size < MOST_FINDINGS) {
    await setTimeout(Math.min(200, Math.max(until - performance.now(), 1)))
  }
  const inputs = thread!.current()
  await thread!.end()
  return { inputs, findings: [...found.values()] }
}
