import {
  type Content,
  type ContentKind,
  contentUsers,
  type KnownContent,
  type LiveConfig,
  type LiveSecret,
  type LiveState,
  type StackInGit,
} from '@kesako/core'
import { LEASE_PREFIX } from '@kesako/deploy'

/** Secrets or configs of the swarm with who uses each, by name. Kesako's own leases are not among them. */
export function knownContents(
  kind: ContentKind,
  live: LiveState,
  stacks: readonly StackInGit[],
): readonly KnownContent[] {
  const usersOf = contentUsers(live.services, stacks)
  const all: readonly (LiveSecret | LiveConfig)[] = kind === 'secret' ? live.secrets : live.configs
  return all
    .filter(({ spec }) => !isReserved(kind, spec.Name))
    .map((one) => contentOf(kind, one))
    .map((content) => ({ content, users: usersOf(content) }))
    .toSorted((a, b) => (a.content.name < b.content.name ? -1 : 1))
}

/** Names that Kesako keeps for its leases. */
export function isReserved(kind: ContentKind, name: string): boolean {
  return kind === 'config' && name.startsWith(LEASE_PREFIX)
}

function contentOf(kind: ContentKind, one: LiveSecret | LiveConfig): Content {
  const { id, spec, createdAt, updatedAt } = one
  return {
    kind,
    id,
    name: spec.Name,
    labels: spec.Labels,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  }
}
