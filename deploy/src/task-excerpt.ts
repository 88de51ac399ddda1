import type { FailedTask } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import { lastLogLines, MOST_LINES } from './log-lines.ts'

/** A failed task with the last lines of its log. For people who look now; never recorded. */
export interface TaskExcerpt extends Omit<FailedTask, 'hasContainer'> {
  /** Oldest first, harmless to show. Empty where there was no container, or it wrote nothing. */
  readonly log: readonly string[]
  /** Why the log couldn't be read, in a sentence. */
  readonly logProblem?: string
}

/** Tasks of one failure that are read. */
const MOST_TASKS = 4

/** The end of a deployment isn't kept from being told for longer. */
const TIMEOUT_MS = 2000

const MOST_BYTES = 1024 * 1024

/** Reads what failed tasks last wrote, side by side. Never rejects. */
export async function readExcerpts(
  engine: Pick<Engine, 'taskLogs'>,
  tasks: readonly FailedTask[],
  signal?: AbortSignal,
): Promise<readonly TaskExcerpt[]> {
  const distinct = [...new Map(tasks.map((task) => [task.id, task])).values()]
  return Promise.all(distinct.slice(0, MOST_TASKS).map((task) => readExcerpt(engine, task, signal)))
}

async function readExcerpt(
  engine: Pick<Engine, 'taskLogs'>,
  { hasContainer, ...task }: FailedTask,
  signal?: AbortSignal,
): Promise<TaskExcerpt> {
  if (!hasContainer) return { ...task, log: [] }
  const bounds = { tail: MOST_LINES, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS }
  try {
    return { ...task, log: lastLogLines(await engine.taskLogs(task.id, bounds, signal)) }
  } catch (error) {
    return { ...task, log: [], logProblem: problem(error) }
  }
}

function problem(error: unknown): string {
  if (error instanceof EngineError && error.kind !== 'aborted') return error.message
  return `The task's node did not send its log within ${TIMEOUT_MS / 1000} s.`
}
