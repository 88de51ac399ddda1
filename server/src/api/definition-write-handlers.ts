import type { DefinitionCommit } from '@kesako/contract'
import { hasErrors } from '@kesako/core'
import {
  definitionPath,
  type DefinitionAtRevision,
  type FileChange,
  isDefinitionName,
} from '@kesako/repository'
import { requireAllStacks, requireOwnStack } from '../access/require-own-stack.ts'
import type { Identity } from '../auth/identity.ts'
import type { HeadState } from '../change/read-head.ts'
import { renderedFiles } from '../change/rendered-files.ts'
import { writeFiles } from '../change/write-files.ts'
import { startPass } from '../change/write-stack.ts'
import { definitionEtag, usesOf } from '../definitions/definition-view.ts'
import { requireDefinition } from '../definitions/rendered-stack.ts'
import { upgradeStacks } from '../definitions/upgrade.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import { uncommitted } from './definition-handlers.ts'
import type { Handlers } from './handler.ts'

type WriteHandlers = Pick<Handlers, 'putDefinition' | 'deleteDefinition' | 'upgradeDefinition'>

/** Writes of stack definitions: each is a commit, validated before. */
export function definitionWriteHandlers(context: ApiContext): WriteHandlers {
  const { repository } = context

  async function commitDefinition(
    name: string,
    write: {
      readonly message: string
      readonly caller: Identity
      readonly dryRun: boolean
      readonly content: Uint8Array | null
      readonly check: (head: HeadState) => Promise<void>
    },
  ): Promise<Pick<DefinitionCommit, 'committed' | 'revision' | 'etag'>> {
    const { dryRun, message, content, caller } = write
    const actor = { name: caller.name, via: 'api' } as const
    const change: FileChange = { path: definitionPath(name), content }
    const written = await writeFiles(context, {
      action: 'define',
      message,
      actor,
      caller,
      dryRun,
      changes: async (head) => {
        await write.check(head)
        return { files: [change], stacks: [] }
      },
    })
    const { revision } = written
    if (revision !== undefined) startPass(context, actor)
    const [found] = revision === undefined ? [] : await repository.definitions(revision, name)
    return {
      committed: revision !== undefined,
      ...(revision === undefined ? {} : { revision }),
      ...(found === undefined ? {} : { etag: definitionEtag(found) }),
    }
  }

  return {
    async putDefinition({ params: { name }, query, body, ifMatch, identity }) {
      requireName(name)
      const { problems, bytes } = uncommitted(name, body.template)
      if (hasErrors(problems)) {
        const detail = `The stack definition ${name} has errors.`
        throw new RequestProblem('definition-invalid', detail, { problems })
      }
      const answer = await commitDefinition(name, {
        message: body.message ?? `Change the stack definition ${name}`,
        caller: identity,
        dryRun: query.dryRun === true,
        content: bytes,
        check: async ({ revision }) => {
          const [found] = revision === undefined ? [] : await repository.definitions(revision, name)
          requireDefinitionMatch(name, found, ifMatch)
        },
      })
      return { body: { name, ...answer, warnings: problems } }
    },

    async deleteDefinition({ params: { name }, query, ifMatch, identity }) {
      const answer = await commitDefinition(name, {
        message: `Delete the stack definition ${name}`,
        caller: identity,
        dryRun: query.dryRun === true,
        content: null,
        check: async ({ revision, state }) => {
          const found = await requireDefinition(repository, revision, name)
          requireDefinitionMatch(name, found, ifMatch)
          const users = usesOf(name, state.stacks).filter((use) => use.state === 'not-committed')
          if (users.length > 0)
            throw inUse(
              name,
              users.map(({ stack }) => stack),
            )
        },
      })
      return { body: { name, ...answer, warnings: [] } }
    },

    async upgradeDefinition({ params: { name }, query, body, identity }) {
      const actor = { name: identity.name, via: 'api' } as const
      for (const stack of body.stacks ?? []) requireOwnStack(identity, stack)
      if (body.stacks === undefined) requireAllStacks(identity, 'all stacks of a definition')
      let left: Awaited<ReturnType<typeof upgradeStacks>>['left'] = []
      const written = await writeFiles(context, {
        action: 'upgrade',
        message: body.message ?? `Upgrade the stacks of the definition ${name}`,
        actor,
        caller: identity,
        dryRun: query.dryRun === true,
        changes: async (head) => {
          const upgrade = await upgradeStacks(repository, head, name, body.stacks)
          left = upgrade.left
          return upgrade
        },
      })
      const { head, files, stacks, revision } = written
      if (revision !== undefined) startPass(context, actor)
      return {
        body: {
          committed: revision !== undefined,
          ...(revision === undefined ? {} : { revision }),
          stacks,
          left,
          ...(await renderedFiles(repository, head.revision, files)),
        },
      }
    },
  }
}

function requireName(name: string): void {
  if (isDefinitionName(name)) return
  const detail = `${name} can't be the name of a stack definition: it has more than 61 characters.`
  throw new RequestProblem('request-invalid', detail)
}

/** Throws a 428 where the definition is there and no version is named, a 412 where it is another one. */
function requireDefinitionMatch(
  name: string,
  found: DefinitionAtRevision | undefined,
  ifMatch: readonly string[] | undefined,
): void {
  if (found === undefined && ifMatch === undefined) return
  if (ifMatch === undefined) {
    const detail = `There is a stack definition ${name} already.`
    const remedy = 'Read it first and send its ETag in the header If-Match.'
    throw new RequestProblem('if-match-missing', detail, { remedy })
  }
  const etag = found === undefined ? undefined : definitionEtag(found)
  if (etag !== undefined && (ifMatch.includes('*') || ifMatch.includes(etag))) return
  const detail = `The stack definition ${name} has changed since it was read.`
  throw new RequestProblem('stale-etag', detail, {
    remedy: 'Read it again, look at what changed, and send its new ETag.',
    ...(etag === undefined ? {} : { etag }),
  })
}

function inUse(name: string, stacks: readonly string[]): RequestProblem {
  const detail = `The stack definition ${name} is rendered at each deployment of ${stacks.slice(0, 10).join(', ')}.`
  const remedy = 'Commit a Compose file for each of them, or delete them first.'
  return new RequestProblem('definition-in-use', detail, { remedy })
}
