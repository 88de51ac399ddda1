import { PENDING_LABEL } from '@kesako/core'
import { EngineError, type Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'

/** Swarm secrets that are made for one commit. */
export interface PendingSecrets {
  /** Makes one, labelled pending; the same option gets the same one. Gives its name. */
  make(option: string, value: string): Promise<string>
  /** The commit is there: takes the labels off. What fails is done by a later collection. */
  settle(): Promise<void>
  /** There will be no commit: removes them. What fails is done by a later collection. */
  drop(): Promise<void>
}

interface PendingParts {
  readonly engine: Engine
  readonly repository: StacksRepository
  readonly stack: string
  readonly now: () => number
  readonly randomHex: (bytes: number) => string
}

/** The engine takes names of 64 characters. */
const LONGEST_PREFIX = 54

export function pendingSecrets(parts: PendingParts): PendingSecrets {
  const { engine, repository, stack, now, randomHex } = parts
  const made = new Map<string, string>()
  return {
    async make(option, value) {
      const known = made.get(option)
      if (known !== undefined) return known
      const name = secretName(stack, option, randomHex(4))
      const owner = await repositoryMark(repository)
      await engine.createSecret({
        Name: name,
        Labels: { [PENDING_LABEL]: `${owner} ${new Date(now()).toISOString()}` },
        Data: Buffer.from(value, 'utf8').toString('base64'),
      })
      made.set(option, name)
      return name
    },
    async settle() {
      for (const name of made.values()) await quietly(() => settleSecret(engine, name))
    },
    async drop() {
      for (const name of made.values()) {
        await quietly(async () => {
          const secret = await engine.secret(name)
          if (secret !== undefined) await engine.removeSecret(secret.id)
        })
      }
      made.clear()
    },
  }
}

export function secretName(stack: string, option: string, suffix: string): string {
  const prefix = `${stack}_${option}`.slice(0, LONGEST_PREFIX).replace(/[^a-zA-Z0-9]+$/, '')
  return `${prefix}-${suffix}`
}

/** Takes the label off a secret that a commit names. */
export async function settleSecret(engine: Engine, name: string): Promise<void> {
  const secret = await engine.secret(name)
  if (secret?.spec.Labels?.[PENDING_LABEL] === undefined) return
  const { [PENDING_LABEL]: _pending, ...Labels } = secret.spec.Labels
  await engine.updateSecret(secret.id, secret.version, { ...secret.spec, Labels })
}

/** What tells the secrets of this repository from those of another that uses the same swarm. */
export async function repositoryMark(repository: StacksRepository): Promise<string> {
  const identity = await repository.identity()
  if (identity !== undefined) return identity
  const head = await repository.head()
  if (head.kind !== 'revision') return 'none'
  const { roots } = await repository.load(head.revision)
  return roots[0] ?? 'none'
}

/** An engine that fails leaves the work to the next collection. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
  }
}
