import type { Labels, LiveNetwork, NetworkSpec } from '@kesako/core'
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineError } from '../engine-api.ts'
import { isOlder } from '../transport/api-version.ts'
import type { Connection } from '../transport/connection.ts'
import { createdId, readList } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'

interface NetworkAnswer {
  readonly Id: string
  readonly Name: string
  readonly Driver?: string
  readonly Scope?: string
  readonly Internal?: boolean
  readonly Attachable?: boolean
  readonly Ingress?: boolean
  readonly Options?: Labels | null
  readonly Labels?: Labels | null
  readonly IPAM?: {
    readonly Driver?: string
    readonly Config?: readonly { readonly Subnet?: string }[] | null
  } | null
  readonly Containers?: object | null
}

/** `GET /networks`, without those that the swarm has removed already (see `isLeftover`). */
export async function listNetworks(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveNetwork[]> {
  return (await answers(connection, {}, signal)).filter((one) => !isLeftover(one)).map(liveNetwork)
}

/** One network by its id or exact name, by two filtered lists; swarm scope comes first. */
export async function findNetwork(
  connection: Connection,
  idOrName: string,
  signal?: AbortSignal,
): Promise<{ readonly id: string; readonly scope: string } | undefined> {
  const filters = ['id', 'name'] as const
  const lists = await Promise.all(
    filters.map((key) => answers(connection, { [key]: [idOrName] }, signal)),
  )
  const matches = lists
    .flat()
    .filter((one) => !isLeftover(one) && (one.Id === idOrName || one.Name === idOrName))
  const found = matches.find((one) => one.Scope === 'swarm') ?? matches[0]
  return found === undefined ? undefined : { id: found.Id, scope: found.Scope ?? '' }
}

const LEFTOVER_WAIT_MS = 20_000
const LEFTOVER_POLL_MS = 250

/**
 * `POST /networks/create`; the id of the network. Where a removed network of that name still lingers
 * on this node, an engine before API 1.44 creates it all the same (it asks the swarm's store for
 * duplicates in any case); with a later one, waits until it is gone, at most 20 s.
 */
export async function createNetwork(
  connection: Connection,
  spec: NetworkSpec,
  signal?: AbortSignal,
): Promise<string> {
  const old = isOlder(await connection.version(signal), '1.44')
  try {
    return await postNetwork(connection, old ? { ...spec, CheckDuplicate: true } : spec, signal)
  } catch (error) {
    if (!isConflict(error) || !(await isLingering(connection, spec.Name, signal))) throw error
  }
  if (old) return postNetwork(connection, { ...spec, CheckDuplicate: false }, signal)
  for (let waited = 0; waited < LEFTOVER_WAIT_MS; waited += LEFTOVER_POLL_MS) {
    if (!(await isLingering(connection, spec.Name, signal))) break
    await sleep(LEFTOVER_POLL_MS)
  }
  return postNetwork(connection, spec, signal)
}

/** `DELETE /networks/{id}`. */
export async function removeNetwork(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf('networks', id)
  await connection.exchange({ intent: `remove network ${id}`, method: 'DELETE', path, signal })
}

function postNetwork(
  connection: Connection,
  body: NetworkSpec & { readonly CheckDuplicate?: boolean },
  signal?: AbortSignal,
): Promise<string> {
  const intent = `create network ${body.Name}`
  return createdId(connection, {
    intent,
    method: 'POST',
    path: '/networks/create',
    json: body,
    signal,
  })
}

function answers(
  connection: Connection,
  filters: Readonly<Record<string, readonly string[]>>,
  signal?: AbortSignal,
): Promise<readonly NetworkAnswer[]> {
  const query = Object.keys(filters).length === 0 ? {} : { filters: JSON.stringify(filters) }
  const intent = 'list the networks'
  return readList(connection, { intent, method: 'GET', path: '/networks', query, signal })
}

/*
 * For some seconds after a removal the list still has this node's own copy of an overlay. What comes
 * from the swarm's store has no list of containers; a node's own copy has one, be it empty. Seen on
 * engine 20.10.24.
 */
function isLeftover(network: NetworkAnswer): boolean {
  return (
    network.Scope === 'swarm' && network.Containers !== null && network.Containers !== undefined
  )
}

async function isLingering(
  connection: Connection,
  name: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const same = (await answers(connection, { name: [name] }, signal)).filter((n) => n.Name === name)
  return same.length > 0 && same.every(isLeftover)
}

function isConflict(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'conflict'
}

function liveNetwork(answer: NetworkAnswer): LiveNetwork {
  return {
    id: answer.Id,
    name: answer.Name,
    driver: answer.Driver ?? '',
    scope: answer.Scope ?? '',
    internal: answer.Internal ?? false,
    attachable: answer.Attachable ?? false,
    ingress: answer.Ingress ?? false,
    options: answer.Options ?? {},
    ipamDriver: answer.IPAM?.Driver ?? '',
    subnets: (answer.IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet ? [Subnet] : [])),
    labels: answer.Labels ?? {},
  }
}
