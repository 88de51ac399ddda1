import type { TaskExcerpt } from '@kesako/deploy'
import type { Style } from './style.ts'

/** The tasks that a deployment failed for with what they last wrote; empty where there are none. */
export function describeFailedTasks(tasks: readonly TaskExcerpt[], style: Style): string {
  return tasks.map((task) => `${describeTask(task, style).join('\n')}\n`).join('')
}

function describeTask(task: TaskExcerpt, style: Style): readonly string[] {
  const { name, id, node, log, logProblem } = task
  const where = node === undefined ? '' : ` on ${node}`
  const title = `    task ${style.bold(name)} (${id})${where}`
  if (logProblem !== undefined) return [`${title}: ${logProblem}`]
  if (log.length === 0) return [`${title}: there is no log of it`]
  const lines =
    log.length === 1 ? 'the last line of its log' : `the last ${log.length} lines of its log`
  return [`${title}, ${lines}:`, ...log.map((line) => `    ${style.dim('|')} ${line}`)]
}
