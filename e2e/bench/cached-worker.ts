import { hash } from 'node:crypto'
import { openRepository } from '@kesako/repository'

/** So many are measured together, for the system counts processor time in steps of milliseconds. */
const TOGETHER = 5

/**
 * What a stacks repository would say after a commit that touches no stack, again and again, in a process that keeps what
 * it has converted. Arguments: the repository's folder, a revision, how often. Prints the processor time of each time in
 * milliseconds, and how many stacks the last one had, as JSON.
 */
const [path = '', revision = '', times = ''] = process.argv.slice(2)
const repository = openRepository({
  path,
  digest: (data) => hash('sha256', data),
  variables: new Map(),
})
await repository.load(revision)
const loads: number[] = []
let stacks = 0
for (let time = 0; time < Number(times); time += 1) {
  const started = threadMs()
  for (let load = 0; load < TOGETHER; load += 1) {
    const content = Buffer.from(`${time} ${load}\n`)
    const state = await repository.preview(revision, [{ path: 'README.md', content }])
    stacks = state.stacks.filter(({ desired }) => desired !== undefined).length
  }
  loads.push((threadMs() - started) / TOGETHER)
}
await repository.close()
process.stdout.write(JSON.stringify({ loads, stacks }))

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
