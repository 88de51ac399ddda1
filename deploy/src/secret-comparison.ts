import type { SecretSpec } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import { mapBounded } from './slots.ts'

/** A live secret whose content only the engine can compare with the desired one. */
export interface SecretToCompare {
  readonly liveId: string
  readonly version: number
  readonly spec: SecretSpec
}

/** Remembers comparisons, so that a pass without changes sends none. */
export interface SecretComparison {
  /** Ids of those whose content equals the desired one. */
  equal(secrets: readonly SecretToCompare[]): Promise<ReadonlySet<string>>
}

/** Comparisons kept; each is two short strings. */
const MOST_REMEMBERED = 10_000

/** Whether a live secret has this very content; asks the engine, and writes nothing. */
export async function holdsContent(
  engine: Pick<Engine, 'updateSecret'>,
  secret: SecretToCompare,
): Promise<boolean> {
  try {
    await engine.updateSecret(secret.liveId, 0, secret.spec)
    return false
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.kind === 'stale') return true
    if (error.kind === 'refused' || error.kind === 'not-found') return false
    throw error
  }
}

/**
 * The engine never gives a secret back, but an update that names a stale version tells its content
 * without writing: "update out of sequence" means equal, "only updates to Labels are allowed"
 * means different. Version 0 is always stale.
 */
export function createSecretComparison(
  engine: Pick<Engine, 'updateSecret'>,
  digest: (data: string) => string,
): SecretComparison {
  const remembered = new Map<string, boolean>()

  async function compare(secret: SecretToCompare): Promise<boolean> {
    const key = `${secret.liveId} ${digest(secret.spec.Data ?? '')}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const equal = await holdsContent(engine, secret)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, equal)
    return equal
  }

  return {
    async equal(secrets) {
      const answers = await mapBounded(secrets, 8, compare)
      return new Set(secrets.filter((_, index) => answers[index]).map((secret) => secret.liveId))
    },
  }
}
