import { createHash } from 'node:crypto'
import { openRepository } from '@kesako/repository'

/**
 * Loads revisions of a stacks repository one after another, in a process that keeps what it has converted. Arguments: the
 * repository's folder, then the revisions. Prints the processor time of each load but the first, in milliseconds, and
 * how many stacks the last one had, as JSON.
 */
const [path = '', first = '', ...revisions] = process.argv.slice(2)
const repository = openRepository({
  path,
  digest: (data) => createHash('sha256').update(data).digest('hex'),
  variables: new Map(),
})
await repository.load(first)
const loads: number[] = []
let stacks = 0
for (const revision of revisions) {
  const started = threadMs()
  const state = await repository.load(revision)
  loads.push(threadMs() - started)
  stacks = state.stacks.filter(({ desired }) => desired !== undefined).length
}
await repository.close()
process.stdout.write(JSON.stringify({ loads, stacks }))

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
