import type { CommitAnswer } from '@kesako/contract'
import type { FileChange, StackAtRevision } from '@kesako/repository'
import { readHead, type HeadState } from '../change/read-head.ts'
import { withEnabled } from '../change/settings-change.ts'
import { composePathOf, ownFiles, settingsPathOf } from '../change/stack-files.ts'
import { filesInvalid, writeStack } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Call, Handlers, Reply } from './handler.ts'
import { requireManaged } from './stack-handlers.ts'

type WriteHandlers = Pick<
  Handlers,
  'createStack' | 'deleteStack' | 'enableStack' | 'disableStack' | 'validateStack'
>

/** Writes: each is a commit, validated before. */
export function writeHandlers(context: ApiContext): WriteHandlers {
  const { repository } = context
  return {
    async createStack({ body, query, identity }) {
      const answer = await writeStack(context, {
        stack: body.name,
        message: body.message ?? `Add the stack ${body.name}`,
        actor: { name: identity.name, via: 'api' },
        ifMatch: undefined,
        dryRun: query.dryRun === true,
        changes: (_head, current) => Promise.resolve(newStack(body, current)),
      })
      const headers = { ...etagHeader(answer), Location: `/api/stacks/${body.name}` }
      return answer.committed ? { body: answer, headers } : { body: answer, status: 200 }
    },

    async deleteStack({ params: { name }, identity, ifMatch }) {
      const answer = await writeStack(context, {
        stack: name,
        message: `Delete the stack ${name}`,
        actor: { name: identity.name, via: 'api' },
        ifMatch,
        dryRun: false,
        changes: async (head, current) => {
          const stack = await requireFiles(context, name, head, current)
          return ownFiles(stack, head.state.stacks).map((path) => ({ path, content: null }))
        },
      })
      return { body: answer }
    },

    enableStack: (call) => setEnabled(context, call, true),
    disableStack: (call) => setEnabled(context, call, false),

    async validateStack({ body }) {
      const { revision, state } = await readHead(repository)
      const current = state.stacks.find(({ name }) => name === body.name)
      const path = current?.composePath ?? composePathOf(body.name)
      const change = { path, content: new TextEncoder().encode(body.compose) }
      const preview = await repository.preview(revision, [change], { only: body.name })
      const problems = preview.stacks.flatMap((stack) => stack.problems)
      return { body: { valid: problems.every((it) => it.severity === 'warning'), problems } }
    },
  }
}

function newStack(
  body: { readonly name: string; readonly compose: string },
  current: StackAtRevision | undefined,
): readonly FileChange[] {
  if (current === undefined) {
    return [{ path: composePathOf(body.name), content: new TextEncoder().encode(body.compose) }]
  }
  const detail = `The stacks repository has a stack ${body.name} already.`
  throw new RequestProblem('stack-exists', detail, { remedy: 'Choose another name.' })
}

async function setEnabled(
  context: ApiContext,
  { params: { name }, body, identity, ifMatch }: Call<'enableStack' | 'disableStack'>,
  enabled: boolean,
): Promise<Reply<'enableStack' | 'disableStack'>> {
  const answer = await writeStack(context, {
    stack: name,
    message: body.message ?? `${enabled ? 'Enable' : 'Disable'} the stack ${name}`,
    actor: { name: identity.name, via: 'api' },
    ifMatch,
    dryRun: false,
    changes: async (head, current) => {
      const stack = await requireFiles(context, name, head, current)
      const settings = await changedSettings(context, head, stack, enabled)
      if (settings === undefined) return []
      return [{ path: settingsPathOf(stack), content: new TextEncoder().encode(settings) }]
    },
  })
  return { body: answer, headers: etagHeader(answer) }
}

async function changedSettings(
  { repository }: ApiContext,
  { revision }: HeadState,
  stack: StackAtRevision,
  enabled: boolean,
): Promise<string | undefined> {
  const bytes =
    revision === undefined || stack.settingsPath === undefined
      ? undefined
      : await repository.readFile(revision, stack.settingsPath)
  try {
    return withEnabled(bytes === undefined ? undefined : new TextDecoder().decode(bytes), enabled)
  } catch (error) {
    if (error instanceof SyntaxError) throw filesInvalid(stack.name, stack.problems)
    throw error
  }
}

/** The stack as Git has it; throws what fits when it has none. */
async function requireFiles(
  context: ApiContext,
  name: string,
  head: HeadState,
  current: StackAtRevision | undefined,
): Promise<StackAtRevision> {
  if (current !== undefined) return current
  if (head.revision === undefined) {
    const detail = `The stacks repository has no branch ${context.repository.branch} yet.`
    throw new RequestProblem('branch-missing', detail, { remedy: 'Push a first commit.' })
  }
  await requireManaged(context, name)
  throw new RequestProblem('stack-not-in-git', `The stack ${name} has no files in Git any more.`)
}

function etagHeader({ etag }: CommitAnswer): Readonly<Record<string, string>> {
  return etag === undefined ? {} : { ETag: etag }
}
