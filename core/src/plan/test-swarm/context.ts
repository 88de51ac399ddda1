import { DEFAULT_STACK_POLICY } from '../../desired-state.ts'
import type { PlanContext } from '../plan-types.ts'

export const REPOSITORY = 'a1b2c3d4e5f6'

/** A planner's context in which nothing is special. */
export function planContext(more: Partial<PlanContext> = {}): PlanContext {
  return {
    ownership: { repository: REPOSITORY, inputsDigest: 'inputs-1' },
    policy: DEFAULT_STACK_POLICY,
    images: new Map(),
    digests: {
      config: testDigest,
      secret: (text) => testDigest(`key ${text}`),
    },
    equalSecrets: new Set(),
    pruneUnlabelled: true,
    ...more,
  }
}

/** 64 hex digits that differ where the text does; stands in for SHA-256, which `core` has not. */
export function testDigest(text: string): string {
  const parts = Array.from({ length: 8 }, (_, round) => fnv(`${round} ${text}`))
  return parts.map((part) => part.toString(16).padStart(8, '0')).join('')
}

function fnv(text: string): number {
  return Array.from(text).reduce(
    (hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  )
}
