import type { Actor } from '@kesako/core'
import type { Trailer } from '@kesako/repository'

/** What a commit by API did, as its trailer `Kesako-Action` says it. */
export type WriteAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'enable'
  | 'disable'
  | 'scale'
  | 'adopt'
  | 'define'
  | 'upgrade'
  | 'rollback'

/** Trailers of a commit that the API makes: what was done, to which stack, and for whom. */
export function writeTrailers(
  action: WriteAction,
  stacks: readonly string[],
  actor: Actor,
): readonly Trailer[] {
  return [
    { key: 'Kesako-Action', value: action },
    ...stacks.map((stack) => ({ key: 'Kesako-Stack', value: stack })),
    { key: 'Kesako-Actor', value: `${actor.name} (${actor.via})` },
  ]
}
