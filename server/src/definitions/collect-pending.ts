import { type LiveSecret, PENDING_LABEL } from '@kesako/core'
import type { Clock, Log } from '@kesako/deploy'
import type { Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'
import { repositoryMark, settleSecret } from './pending-secrets.ts'

/** A commit that takes longer than this never comes. */
const PENDING_MS = 60 * 60 * 1000
const EVERY_MS = 10 * 60 * 1000

interface CollectParts {
  readonly engine: Engine
  readonly repository: StacksRepository
  readonly clock: Clock
  readonly log: Log
}

/**
 * Removes the secrets that were made more than an hour ago for a commit that never came, and takes
 * the label off those that a commit names. Nothing is removed while the head can't be read.
 */
export async function collectPending(parts: CollectParts): Promise<readonly string[]> {
  const { engine, repository, clock, log } = parts
  const { secrets } = await engine.liveState()
  const mark = await repositoryMark(repository)
  const pending = secrets.filter((secret) => isOld(secret, mark, clock.now()))
  if (pending.length === 0) return []
  const head = await repository.head()
  if (head.kind !== 'revision') return []
  const texts = await settingsTexts(repository, head.revision)
  const removed: string[] = []
  for (const { id, spec } of pending) {
    if (texts.some((text) => text.includes(spec.Name))) {
      await settleSecret(engine, spec.Name)
    } else {
      await engine.removeSecret(id)
      removed.push(spec.Name)
      log.info('secret without a commit removed', { secret: spec.Name })
    }
  }
  return removed
}

function isOld({ spec }: LiveSecret, mark: string, now: number): boolean {
  const [owner, since = ''] = spec.Labels?.[PENDING_LABEL]?.split(' ') ?? []
  return owner === mark && now - Date.parse(since) > PENDING_MS
}

/** Of all stacks: the names of secrets of options stand in their settings and Compose files. */
async function settingsTexts(
  repository: StacksRepository,
  revision: string,
): Promise<readonly string[]> {
  const { stacks } = await repository.load(revision)
  const paths = stacks.flatMap(({ settingsPath, composePath }) => [
    ...(settingsPath === undefined ? [] : [settingsPath]),
    ...(composePath === undefined ? [] : [composePath]),
  ])
  const files = await Promise.all(paths.map((path) => repository.readFile(revision, path)))
  return files.map((bytes) => (bytes === undefined ? '' : new TextDecoder().decode(bytes)))
}

/** Collects every ten minutes, until the signal. */
export async function keepCollecting(parts: CollectParts, signal: AbortSignal): Promise<void> {
  for (;;) {
    await parts.clock.sleep(EVERY_MS, signal).catch(() => undefined)
    if (signal.aborted) return
    try {
      await collectPending(parts)
    } catch (error) {
      parts.log.warn('pending secrets not collected', { error })
    }
  }
}
