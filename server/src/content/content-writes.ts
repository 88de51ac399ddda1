import type { ContentAnswer, ContentValue, NewContent } from '@kesako/contract'
import {
  type ContentKind,
  type ContentRefusal,
  decideCreation,
  decideRemoval,
  decideValue,
  EXTERNAL_LABEL,
  type KnownContent,
  type Labels,
  type LiveState,
} from '@kesako/core'
import {
  type ContentToWrite,
  createContent,
  holdsContent,
  removeContent,
  replaceContent,
} from '@kesako/deploy'
import { type Engine, EngineError } from '@kesako/engine'
import type { ApiContext } from '../api/api-context.ts'
import { readHead } from '../change/read-head.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { isReserved, knownContents } from './known-contents.ts'
import { readValue } from './read-value.ts'

/** How a write is meant. */
export interface WriteOptions {
  readonly dryRun: boolean
  readonly force: boolean
  /** Who asks. */
  readonly by: string
}

interface Seen {
  readonly live: LiveState
  readonly known: KnownContent | undefined
}

/** Makes one that isn't there. */
export async function create(
  context: ApiContext,
  kind: ContentKind,
  body: NewContent,
  options: WriteOptions,
): Promise<ContentAnswer> {
  const { name } = body
  const content = { kind, name, labels: body.labels ?? {}, data: readValue(kind, body) }
  const { known } = await look(context, kind, name)
  const write = decideCreation(known)
  if (write.kind === 'refused') throw refused(write)
  if (!options.dryRun) {
    await taken(content, createContent(context.engine, content))
    note(context, 'created', content, options)
  }
  return { done: !options.dryRun, outcome: 'created', name }
}

/** Gives one a value: creates it, replaces it where nothing uses it, or finds that it has it. */
export async function put(
  context: ApiContext,
  kind: ContentKind,
  name: string,
  body: ContentValue,
  options: WriteOptions,
): Promise<ContentAnswer> {
  const { engine } = context
  const data = readValue(kind, body)
  const { live, known } = await look(context, kind, name)
  if (known !== undefined && (await holds(engine, live, known, data))) {
    return { done: false, outcome: 'unchanged', name }
  }
  const write = decideValue(known, options.force)
  if (write.kind === 'refused') throw refused(write)
  const content = { kind, name, labels: body.labels ?? ownLabels(known), data }
  const outcome = write.kind === 'create' ? 'created' : 'replaced'
  if (!options.dryRun) {
    const writing =
      write.kind === 'create'
        ? createContent(engine, content)
        : replaceContent(engine, write.id, content)
    await taken(content, writing)
    note(context, outcome, content, options)
  }
  return { done: !options.dryRun, outcome, name }
}

/** Removes one. */
export async function remove(
  context: ApiContext,
  kind: ContentKind,
  name: string,
  options: WriteOptions,
): Promise<ContentAnswer> {
  const { known } = await look(context, kind, name)
  if (known === undefined) {
    throw new RequestProblem('content-unknown', `The swarm has no ${kind} ${name}.`)
  }
  const removal = decideRemoval(known, options.force)
  if (removal.kind === 'refused') throw refused(removal)
  if (!options.dryRun) {
    await taken({ kind, name }, removeContent(context.engine, kind, removal.id))
    note(context, 'removed', { kind, name }, options)
  }
  return { done: !options.dryRun, outcome: 'removed', name }
}

/** What the swarm and Git have at this moment. Rejects where Git can't be read: what it names is not known then. */
async function look(
  { engine, repository }: ApiContext,
  kind: ContentKind,
  name: string,
): Promise<Seen> {
  if (isReserved(kind, name)) {
    throw new RequestProblem('request-invalid', `Kesako keeps names such as ${name} for itself.`, {
      remedy: 'Take another name.',
    })
  }
  const [live, { state }] = await Promise.all([engine.liveState(), readHead(repository)])
  const known = knownContents(kind, live, state.stacks).find((one) => one.content.name === name)
  return { live, known }
}

async function holds(
  engine: Engine,
  live: LiveState,
  { content: { kind, id } }: KnownContent,
  data: string,
): Promise<boolean> {
  if (kind === 'config') {
    return live.configs.find((config) => config.id === id)?.spec.Data === data
  }
  const secret = live.secrets.find((one) => one.id === id)
  if (secret === undefined || secret.spec.Driver !== undefined) return false
  const spec = { ...secret.spec, Data: data }
  return holdsContent(engine, { liveId: id, version: secret.version, spec })
}

function ownLabels(known: KnownContent | undefined): Labels {
  const { [EXTERNAL_LABEL]: _ours, ...labels } = known?.content.labels ?? {}
  return labels
}

/** What came in between is a conflict of the caller's, not a failure of the engine. */
async function taken(
  { kind, name }: Pick<ContentToWrite, 'kind' | 'name'>,
  writing: Promise<void>,
): Promise<void> {
  try {
    await writing
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error
    const inUse = /in use/.test(error.message)
    throw new RequestProblem(inUse ? 'content-in-use' : 'content-exists', error.message, {
      remedy: `The ${kind} ${name} changed at this moment: look at it and try again.`,
    })
  }
}

function refused({ code, reason, remedy }: ContentRefusal): RequestProblem {
  return new RequestProblem(code, reason, { remedy })
}

function note(
  { log }: ApiContext,
  outcome: ContentAnswer['outcome'],
  { kind, name }: Pick<ContentToWrite, 'kind' | 'name'>,
  { by, force }: WriteOptions,
): void {
  log.info('action', { action: outcome, kind, name, by, ...(force ? { force } : {}) })
}
