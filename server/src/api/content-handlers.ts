import type { ContentView } from '@kesako/contract'
import type { ContentKind } from '@kesako/core'
import type { Identity } from '../auth/identity.ts'
import { readHead } from '../change/read-head.ts'
import { create, put, remove, type WriteOptions } from '../content/content-writes.ts'
import { knownContents } from '../content/known-contents.ts'
import { contentView } from '../view/content-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

type ContentHandlers = Pick<
  Handlers,
  | 'listSecrets'
  | 'createSecret'
  | 'putSecret'
  | 'deleteSecret'
  | 'listConfigs'
  | 'createConfig'
  | 'putConfig'
  | 'deleteConfig'
>

/** Secrets and configs that stacks name as external: written, never read back. */
export function contentHandlers(context: ApiContext): ContentHandlers {
  return {
    async listSecrets() {
      return { body: { secrets: await list(context, 'secret') } }
    },
    async createSecret({ query, body, identity }) {
      return { body: await create(context, 'secret', body, asMeant(query, identity)) }
    },
    async putSecret({ params: { name }, query, body, identity }) {
      return { body: await put(context, 'secret', name, body, asMeant(query, identity)) }
    },
    async deleteSecret({ params: { name }, query, identity }) {
      return { body: await remove(context, 'secret', name, asMeant(query, identity)) }
    },
    async listConfigs() {
      return { body: { configs: await list(context, 'config') } }
    },
    async createConfig({ query, body, identity }) {
      return { body: await create(context, 'config', body, asMeant(query, identity)) }
    },
    async putConfig({ params: { name }, query, body, identity }) {
      return { body: await put(context, 'config', name, body, asMeant(query, identity)) }
    },
    async deleteConfig({ params: { name }, query, identity }) {
      return { body: await remove(context, 'config', name, asMeant(query, identity)) }
    },
  }
}

async function list(
  { runner, repository }: ApiContext,
  kind: ContentKind,
): Promise<readonly ContentView[]> {
  const [{ live }, stacks] = await Promise.all([
    runner.snapshot(),
    // What runs is shown also while Git can't be read.
    readHead(repository).then(
      ({ state }) => state.stacks,
      () => [],
    ),
  ])
  return knownContents(kind, live, stacks).map(({ content, users }) => contentView(content, users))
}

function asMeant(
  query: { readonly dryRun?: boolean; readonly force?: boolean },
  identity: Identity,
): WriteOptions {
  return { dryRun: query.dryRun === true, force: query.force === true, by: identity.name }
}
