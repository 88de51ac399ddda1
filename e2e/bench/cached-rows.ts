import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git, runProgram } from '../lab/index.ts'
import { bundleWorker, pinnedNode } from './bundle-worker.ts'
import { ordinaryStack } from './ordinary-stack.ts'
import { judge, type Row } from './row.ts'
import { timing } from './timing.ts'

const STACKS = 200
const COMMITS = 15

/** Commits that touch no stack, read by a process that knows all stacks by their inputs digest. */
export async function cachedRows(folder: string): Promise<readonly Row[]> {
  const worker = await bundleWorker('cached-worker', folder)
  const clone = join(folder, 'cached')
  const revisions = await commits(clone)
  const printed = await runProgram(pinnedNode, [worker, clone, ...revisions])
  // The worker prints what its own source says.
  const { loads, stacks } = JSON.parse(printed) as { loads: readonly number[]; stacks: number }
  const load = timing(loads)
  return [
    judge({
      work: `load of ${STACKS} stacks that are cached by inputs digest, CPU time`,
      unit: 'ms',
      ours: load.medianMs,
      spread: [load.minMs, load.maxMs],
      bar: { kind: 'under', value: 5 },
      ...(stacks === STACKS ? {} : { fault: `${stacks} stacks` }),
    }),
  ]
}

/** All stacks in the first commit, then a README that changes. */
async function commits(clone: string): Promise<readonly string[]> {
  await mkdir(clone)
  await git(clone, ['init', '--quiet'])
  for (let index = 0; index < STACKS; index += 1) {
    await writeFile(join(clone, `docker-compose-b${index}.yml`), ordinaryStack(index))
  }
  const revisions: string[] = []
  for (let commit = 0; commit <= COMMITS; commit += 1) {
    await writeFile(join(clone, 'README.md'), `${commit}\n`)
    await git(clone, ['add', '.'])
    await git(clone, ['commit', '--quiet', '-m', 'Say more'])
    revisions.push((await git(clone, ['rev-parse', 'HEAD'])).trim())
  }
  return revisions
}
