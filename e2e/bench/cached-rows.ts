import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git, runProgram } from '../lab/index.ts'
import { bundleWorker, pinnedNode } from './bundle-worker.ts'
import { ordinaryStack } from './ordinary-stack.ts'
import { judge, type Row } from './row.ts'
import { timing } from './timing.ts'

const STACKS = 200
const TIMES = 15

/** A commit that touches no stack, seen by a process that knows all stacks by their inputs digest. */
export async function cachedRows(folder: string): Promise<readonly Row[]> {
  const worker = await bundleWorker('cached-worker', folder)
  const clone = join(folder, 'cached')
  const revision = await commitStacks(clone)
  const printed = await runProgram(pinnedNode, [worker, clone, revision, String(TIMES)])
  // The worker prints what its own source says.
  const { loads, stacks } = JSON.parse(printed) as { loads: readonly number[]; stacks: number }
  const load = timing(loads)
  return [
    judge({
      work: `the same ${STACKS} stacks again, cached by inputs digest, CPU time`,
      unit: 'ms',
      ours: load.medianMs,
      spread: [load.minMs, load.maxMs],
      bar: { kind: 'under', value: 5 },
      ...(stacks === STACKS ? {} : { fault: `${stacks} stacks` }),
    }),
  ]
}

async function commitStacks(clone: string): Promise<string> {
  await mkdir(clone)
  await git(clone, ['init', '--quiet'])
  for (let index = 0; index < STACKS; index += 1) {
    await writeFile(join(clone, `docker-compose-b${index}.yml`), ordinaryStack(index))
  }
  await git(clone, ['add', '.'])
  await git(clone, ['commit', '--quiet', '-m', 'Add all stacks'])
  return (await git(clone, ['rev-parse', 'HEAD'])).trim()
}
