import type { ChangedStack } from '@kesako/contract'
import type { FileChange, StackAtRevision } from '@kesako/repository'
import { readHead, type HeadState } from '../change/read-head.ts'
import { withEnabled } from '../change/settings-change.ts'
import { scaleStack } from '../change/scale-stack.ts'
import { composePathOf, ownFiles, settingsPathOf } from '../change/stack-files.ts'
import { changeOptions, createFromDefinition, requireNew } from '../definitions/change-stack.ts'
import { filesInvalid, writeStack } from '../change/write-stack.ts'
import type { ApiContext } from './api-context.ts'
import type { Call, Handlers, Reply } from './handler.ts'
import { etagHeader, requireFiles, wayOf } from './write-call.ts'

type WriteHandlers = Pick<
  Handlers,
  | 'createStack'
  | 'updateStack'
  | 'scaleStack'
  | 'deleteStack'
  | 'enableStack'
  | 'disableStack'
  | 'validateStack'
>

/** Writes: each is a commit, validated before. */
export function writeHandlers(context: ApiContext): WriteHandlers {
  const { repository } = context
  return {
    async createStack(call) {
      const { body } = call
      const write = {
        ...wayOf(call),
        stack: body.name,
        action: 'create',
        message: body.message ?? `Add the stack ${body.name}`,
        ifMatch: undefined,
      } as const
      const answer = await ('compose' in body
        ? writeStack(context, {
            ...write,
            changes: (_head, current) => Promise.resolve(newStack(body, current)),
          })
        : createFromDefinition(context, write, body))
      const headers = { ...etagHeader(answer), Location: `/api/stacks/${body.name}` }
      return answer.committed ? { body: answer, headers } : { body: answer, status: 200 }
    },

    async updateStack(call) {
      const {
        params: { name },
        body,
      } = call
      const { options } = body
      const write = {
        ...wayOf(call),
        stack: name,
        action: 'update',
        message: body.message ?? `Change the stack ${name}`,
      } as const
      const requireStack = (
        head: HeadState,
        current: StackAtRevision | undefined,
      ): Promise<StackAtRevision> => requireFiles(context, name, head, current)
      const answer = await (options === undefined
        ? writeStack(context, {
            ...write,
            changes: async (head, current) => changedFiles(body, await requireStack(head, current)),
          })
        : changeOptions(context, write, requireStack, options))
      return { body: answer, headers: etagHeader(answer) }
    },

    async deleteStack(call) {
      const { name } = call.params
      const answer = await writeStack(context, {
        ...wayOf(call),
        stack: name,
        action: 'delete',
        message: `Delete the stack ${name}`,
        changes: async (head, current) => {
          const stack = await requireFiles(context, name, head, current)
          return ownFiles(stack, head.state.stacks).map((path) => ({ path, content: null }))
        },
      })
      return { body: answer }
    },

    async scaleStack(call) {
      const {
        params: { name },
        body: { services, message },
      } = call
      const wanted = Object.entries(services).map(([service, count]) => `${service} to ${count}`)
      const answer = await writeStack(context, {
        ...wayOf(call),
        stack: name,
        action: 'scale',
        message: message ?? `Scale the stack ${name}: ${wanted.join(', ')}`,
        changes: async (head, current) => {
          const stack = await requireFiles(context, name, head, current)
          return scaleStack(repository, head, stack, services)
        },
      })
      return { body: answer, headers: etagHeader(answer) }
    },

    enableStack: (call) => setEnabled(context, call, true),
    disableStack: (call) => setEnabled(context, call, false),

    async validateStack({ body }) {
      const { revision, state } = await readHead(repository)
      const current = state.stacks.find(({ name }) => name === body.name)
      const path = current?.composePath ?? composePathOf(body.name)
      const change = { path, content: bytes(body.compose) }
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
  requireNew(body.name, current)
  return [{ path: composePathOf(body.name), content: bytes(body.compose) }]
}

function changedFiles(
  { compose, settings }: ChangedStack,
  current: StackAtRevision,
): readonly FileChange[] {
  const path = current.composePath ?? composePathOf(current.name)
  const text = settings === null ? null : `${JSON.stringify(settings, null, 2)}\n`
  return [
    ...(compose === undefined ? [] : [{ path, content: bytes(compose) }]),
    ...(settings === undefined
      ? []
      : [{ path: settingsPathOf(current), content: text === null ? null : bytes(text) }]),
  ]
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function setEnabled(
  context: ApiContext,
  call: Call<'enableStack' | 'disableStack'>,
  enabled: boolean,
): Promise<Reply<'enableStack' | 'disableStack'>> {
  const {
    params: { name },
    body,
  } = call
  const answer = await writeStack(context, {
    ...wayOf(call),
    stack: name,
    action: enabled ? 'enable' : 'disable',
    message: body.message ?? `${enabled ? 'Enable' : 'Disable'} the stack ${name}`,
    changes: async (head, current) => {
      const stack = await requireFiles(context, name, head, current)
      const settings = await changedSettings(context, head, stack, enabled)
      if (settings === undefined) return []
      return [{ path: settingsPathOf(stack), content: bytes(settings) }]
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
