import type { Labels, LiveNode } from '@kesako/core'
import type { Connection } from '../transport/connection.ts'
import { readList, readObject } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'

interface NodeAnswer {
  readonly ID: string
  readonly Version?: { readonly Index?: number }
  readonly Spec?: {
    readonly Labels?: Labels | null
    readonly Role?: LiveNode['role']
    readonly Availability?: LiveNode['availability']
  }
  readonly Description?: {
    readonly Hostname?: string
    readonly Resources?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number }
    readonly Engine?: { readonly EngineVersion?: string }
  }
  readonly Status?: { readonly State?: LiveNode['state']; readonly Addr?: string }
  readonly ManagerStatus?: { readonly Leader?: boolean } | null
}

/** `GET /nodes`. */
export async function listNodes(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveNode[]> {
  const request = { intent: 'list the nodes', method: 'GET', path: '/nodes', signal } as const
  return (await readList<NodeAnswer>(connection, request)).map(liveNode)
}

/**
 * `POST /nodes/{id}/update`. The rest of the node's spec is sent back as it is read right before, so
 * that a change that comes in between rejects with kind `stale`.
 */
export async function setAvailability(
  connection: Connection,
  id: string,
  availability: LiveNode['availability'],
  signal?: AbortSignal,
): Promise<void> {
  const node = await readObject<NodeAnswer>(connection, {
    intent: `read node ${id}`,
    method: 'GET',
    path: pathOf('nodes', id),
    signal,
  })
  await connection.exchange({
    intent: `set node ${node.Description?.Hostname ?? id} to ${availability}`,
    method: 'POST',
    path: pathOf('nodes', id, '/update'),
    query: { version: String(node.Version?.Index ?? 0) },
    json: { ...node.Spec, Availability: availability },
    signal,
  })
}

function liveNode(answer: NodeAnswer): LiveNode {
  const { Role: role = 'worker', Availability: availability = 'active', Labels } = answer.Spec ?? {}
  const { State: state = 'unknown', Addr: address = '' } = answer.Status ?? {}
  const { Hostname: hostname = '', Resources, Engine } = answer.Description ?? {}
  return {
    id: answer.ID,
    hostname,
    role,
    state,
    availability,
    leader: answer.ManagerStatus?.Leader ?? false,
    address,
    labels: Labels ?? {},
    engineVersion: Engine?.EngineVersion ?? '',
    nanoCpus: Resources?.NanoCPUs ?? 0,
    memoryBytes: Resources?.MemoryBytes ?? 0,
  }
}
