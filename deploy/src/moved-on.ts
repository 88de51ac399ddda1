import type { RunnerCore } from './runner-core.ts'
import type { StackTask } from './stack-task.ts'
import { readHead } from './world.ts'

/**
 * The head, where it asks for something else of the stack than the task does. Pushes that came through another process
 * aren't told to this one.
 */
export async function movedOn(
  { repository }: Pick<RunnerCore, 'repository'>,
  { name, stack, world }: Pick<StackTask, 'name' | 'stack' | 'world'>,
): Promise<string | undefined> {
  const state = await readHead(repository)
  if ('held' in state || state.revision === world.state.revision) return undefined
  const now = state.stacks.find((one) => one.name === name)
  const same = now?.inputsDigest === stack?.inputsDigest && now?.enabled === stack?.enabled
  return same ? undefined : state.revision
}
