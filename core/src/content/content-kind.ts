import type { Labels } from '../spec/service-spec.ts'

/** What the swarm keeps for services: both are written once and never changed. */
export type ContentKind = 'secret' | 'config'

/** The engine takes less than this many bytes (swarmkit `manager/controlapi`). */
export const CONTENT_LIMIT_BYTES: Readonly<Record<ContentKind, number>> = {
  secret: 500 * 1024,
  config: 1000 * 1024,
}

/** A secret or config of the swarm, without its value. */
export interface Content {
  readonly kind: ContentKind
  readonly id: string
  readonly name: string
  readonly labels: Labels
  readonly createdAt?: string
  readonly updatedAt?: string
}
