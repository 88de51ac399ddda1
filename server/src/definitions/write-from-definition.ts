import type { CommitAnswer } from '@kesako/contract'
import type { FileChange, StackAtRevision } from '@kesako/repository'
import { requireOwnStack } from '../access/require-own-stack.ts'
import type { ApiContext } from '../api/api-context.ts'
import type { HeadState } from '../change/read-head.ts'
import { withOptions } from '../change/settings-change.ts'
import { composePathOf, settingsPathOf } from '../change/stack-files.ts'
import { filesInvalid, type StackWrite, writeStack } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { type PendingSecrets, pendingSecrets, secretName } from './pending-secrets.ts'
import { type MakeSecret, renderedText, renderGiven, requireDefinition } from './rendered-stack.ts'
import { optionsOf, settingsText } from './stack-options.ts'

type Options = Readonly<Record<string, unknown>>
type Write = Omit<StackWrite, 'changes'>

/** Suffix of secrets in what is only shown. */
export const SHOWN_SUFFIX = '00000000'

/**
 * Commits settings and rendered Compose file of a stack together. Secrets are made before the commit
 * that names them, and removed again where it is refused.
 */
export async function writeFromDefinition(
  context: ApiContext,
  write: Write,
  /** The stack that is changed, or undefined for a new one; throws where it can't be. */
  changed: (
    head: HeadState,
    current: StackAtRevision | undefined,
  ) => Promise<{ readonly stack: StackAtRevision | undefined; readonly definition: string }>,
  given: Options,
): Promise<CommitAnswer> {
  const { engine, repository, clock, randomHex } = context
  const { stack } = write
  // Before a secret is made for it.
  requireOwnStack(write.caller, stack)
  const now = (): number => clock.now()
  const pending = pendingSecrets({ engine, repository, stack, now, randomHex })
  const make: MakeSecret = write.dryRun
    ? (option) => Promise.resolve(secretName(stack, option, SHOWN_SUFFIX))
    : (option, value) => pending.make(option, value)
  const answer = await writeStack(context, {
    ...write,
    changes: async (head, current) => {
      const { stack, definition } = await changed(head, current)
      return definitionFiles(context, head, { name: write.stack, stack, definition, given }, make)
    },
  }).catch((error: unknown) => dropAfter(pending, error))
  await (answer.committed ? pending.settle() : pending.drop())
  return answer
}

/** A refusal came before the commit; after anything else there may be one, and the collection decides. */
async function dropAfter(pending: PendingSecrets, error: unknown): Promise<never> {
  if (error instanceof RequestProblem) await pending.drop()
  throw error
}

async function definitionFiles(
  { repository }: ApiContext,
  head: HeadState,
  change: {
    readonly name: string
    readonly stack: StackAtRevision | undefined
    readonly definition: string
    readonly given: Options
  },
  make: MakeSecret,
): Promise<readonly FileChange[]> {
  const { name, stack } = change
  const definition = await requireDefinition(repository, head.revision, change.definition)
  const before =
    stack === undefined ? undefined : await settingsText(repository, head.revision, stack)
  const rendered = await renderGiven(repository, definition, change.given, optionsOf(before), make)
  const text = renderedText(rendered, definition.name)
  const settings = settingsWith(before, definition.name, rendered.options, stack)
  const settingsPath = stack === undefined ? `stack-${name}.json` : settingsPathOf(stack)
  return [
    { path: settingsPath, content: encode(settings) },
    { path: stack?.composePath ?? besideSettings(settingsPath, name), content: encode(text) },
  ]
}

function settingsWith(
  before: string | undefined,
  definition: string,
  options: Options,
  stack: StackAtRevision | undefined,
): string {
  try {
    return withOptions(before, definition, options)
  } catch (error) {
    if (error instanceof SyntaxError && stack !== undefined) {
      throw filesInvalid(stack.name, stack.problems)
    }
    throw error
  }
}

/** Where a Compose file goes whose settings are there. */
function besideSettings(settingsPath: string, stack: string): string {
  return settingsPath.endsWith(`stacks/${stack}/stack.json`)
    ? `stacks/${stack}/docker-compose.yml`
    : composePathOf(stack)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
