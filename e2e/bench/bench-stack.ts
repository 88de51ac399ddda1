import { composeFile } from '../scenario/compose.ts'

/** Services of one stack of the benchmark. */
export const SERVICES = 5

/** A stack of five services without tasks, so that only Raft is written. `mark` makes it differ from another. */
export function benchStack(mark: number): string {
  const services = Array.from({ length: SERVICES }, (_, index) => [
    `s${index}`,
    { replicas: 0, more: `environment:\n  LEVEL: info\n  MARK: "${mark}"` },
  ])
  return composeFile(Object.fromEntries(services))
}
