import type { CommitAnswer } from '@kesako/contract'
import type { StackAtRevision } from '@kesako/repository'
import type { ApiContext } from '../api/api-context.ts'
import type { HeadState } from '../change/read-head.ts'
import type { StackWrite } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { writeFromDefinition } from './write-from-definition.ts'

type Options = Readonly<Record<string, unknown>>
type Write = Omit<StackWrite, 'changes'>

/** Commits a new stack out of a definition and options. */
export function createFromDefinition(
  context: ApiContext,
  write: Write,
  body: { readonly stackDefinition: string; readonly options: Options },
): Promise<CommitAnswer> {
  const { stackDefinition: definition, options } = body
  const changed = (
    _head: HeadState,
    current: StackAtRevision | undefined,
  ): Promise<{ readonly stack: undefined; readonly definition: string }> => {
    requireNew(write.stack, current)
    return Promise.resolve({ stack: undefined, definition })
  }
  return writeFromDefinition(context, write, changed, options)
}

/** Commits other options of a stack, and the Compose file that they give. */
export function changeOptions(
  context: ApiContext,
  write: Write,
  requireStack: (head: HeadState, current: StackAtRevision | undefined) => Promise<StackAtRevision>,
  options: Options,
): Promise<CommitAnswer> {
  return writeFromDefinition(
    context,
    write,
    async (head, current) => {
      const stack = await requireStack(head, current)
      return { stack, definition: changeableDefinition(stack) }
    },
    options,
  )
}

/** Throws a 409 where the stack is there. */
export function requireNew(name: string, current: StackAtRevision | undefined): void {
  if (current === undefined) return
  const detail = `The stacks repository has a stack ${name} already.`
  throw new RequestProblem('stack-exists', detail, { remedy: 'Choose another name.' })
}

/** The definition of a stack whose options are to be changed; throws where there is none, or its file was edited. */
function changeableDefinition({ name, definition }: StackAtRevision): string {
  if (definition === undefined) {
    throw new RequestProblem(
      'definition-unknown',
      `The stack ${name} is made from no stack definition.`,
      { remedy: 'Send "compose" or "settings" instead of "options".' },
    )
  }
  if (definition.state !== 'edited') return definition.name
  throw new RequestProblem(
    'definition-edited',
    `The Compose file of the stack ${name} was edited by hand, and rendering would overwrite that.`,
    {
      remedy:
        'Put the edit into the definition or an option and restore the rendered file, or send "compose" and go on by hand.',
    },
  )
}
