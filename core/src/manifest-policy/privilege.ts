import type { Spot } from '../compose/report.ts'

/** Objects that a stack can use without making them. Volumes are of a node, the others of the swarm. */
export type ForeignKind = 'network' | 'secret' | 'config' | 'volume'

/** What a stack can reach beyond its own containers, networks and volumes. */
export type Reach =
  /** A path of the node, without `.`, `..` and doubled slashes. `engine` where it leads to the engine's socket. */
  | {
      readonly kind: 'bind'
      readonly source: string
      readonly readOnly: boolean
      readonly propagation?: string
      readonly engine: boolean
    }
  /** A volume that mounts something itself: a disk, a share. */
  | { readonly kind: 'mount'; readonly type: string; readonly device: string; readonly o: string }
  | { readonly kind: 'volume-driver'; readonly name: string; readonly options: string }
  /** As the engine spells it: `CAP_NET_ADMIN`. */
  | { readonly kind: 'capability'; readonly name: string }
  /** A credential spec that a file or the registry of the node holds. */
  | { readonly kind: 'credential-spec'; readonly name: string }
  | { readonly kind: 'host-network' }
  | { readonly kind: 'network-driver'; readonly name: string; readonly options: string }
  | { readonly kind: 'secret-driver'; readonly name: string; readonly options: string }
  /** `published` is 0 where the engine chooses. */
  | { readonly kind: 'host-port'; readonly published: number; readonly protocol: string }
  /** By its name on the swarm. Whose it is, and whether that is foreign, is for the judge to say. */
  | { readonly kind: 'object'; readonly object: ForeignKind; readonly name: string }

/** One reach of a stack, where it stands. */
export interface Privilege {
  readonly reach: Reach
  /** Key of the service; absent for what the stack as a whole has. */
  readonly service?: string
  readonly spot?: Spot
}

/** The same text for the same privilege, wherever it stands in the file. */
export function privilegeKey({ reach, service }: Privilege): string {
  return JSON.stringify([service ?? null, Object.entries(reach).toSorted(byName)])
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
