import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../lab/index.ts'
import { bundleWorker, pinnedNode } from './bundle-worker.ts'
import { ordinaryStack } from './ordinary-stack.ts'
import { judge, type Row } from './row.ts'
import { timing } from './timing.ts'

const FILES = 200
const RUNS = 7

interface WorkerAnswer {
  readonly loadMs: number
  readonly planMs: number
  readonly services: number
  readonly changes: number
}

/** What needs no engine, each run in a cold process of a bundle like the one that people run. */
export async function coreRows(folder: string): Promise<readonly Row[]> {
  const worker = await bundleWorker('core-worker', folder)
  const files = Array.from({ length: FILES }, (_, index) => join(folder, `ordinary-${index}.yml`))
  await Promise.all(files.map((file, index) => writeFile(file, ordinaryStack(index))))
  const answers: WorkerAnswer[] = []
  for (let run = 0; run < RUNS; run += 1) {
    // The worker prints what its own source says.
    answers.push(JSON.parse(await runProgram(pinnedNode, [worker, ...files])) as WorkerAnswer)
  }
  const load = timing(answers.map(({ loadMs }) => loadMs))
  const plan = timing(answers.map(({ planMs }) => planMs))
  const changes = answers.reduce((sum, answer) => sum + answer.changes, 0)
  return [
    judge({
      work: `load and convert ${FILES} ordinary files, cold, CPU time`,
      unit: 'ms',
      ours: load.medianMs,
      spread: [load.minMs, load.maxMs],
      bar: { kind: 'under', value: 400 },
    }),
    judge({
      work: `plan of ${answers[0]?.services ?? 0} services, nothing changed, CPU time`,
      unit: 'ms',
      ours: plan.medianMs,
      spread: [plan.minMs, plan.maxMs],
      bar: { kind: 'under', value: 100 },
      ...(changes === 0 ? {} : { fault: `${changes} changes` }),
    }),
  ]
}
