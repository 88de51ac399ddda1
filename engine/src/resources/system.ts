import type { EngineInfo } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'
import { readObject } from '../transport/json.ts'

interface InfoAnswer {
  readonly ServerVersion?: string
  readonly OSType?: string
  readonly Architecture?: string
  readonly Swarm?: {
    readonly NodeID?: string
    readonly NodeAddr?: string
    readonly LocalNodeState?: EngineInfo['swarm']
    readonly ControlAvailable?: boolean
    readonly Cluster?: {
      readonly DefaultAddrPool?: readonly string[] | null
      readonly SubnetSize?: number
    } | null
  }
}

/** `GET /info`, after the API version is negotiated. */
export async function readInfo(connection: Connection, signal?: AbortSignal): Promise<EngineInfo> {
  const apiVersion = await connection.version(signal)
  const request = { intent: 'ask the engine for its state', method: 'GET', path: '/info' } as const
  const info = await readObject<InfoAnswer>(connection, { ...request, signal })
  const { DefaultAddrPool: pools, SubnetSize: subnetSize } = info.Swarm?.Cluster ?? {}
  return {
    apiVersion,
    engineVersion: info.ServerVersion ?? '',
    swarm: info.Swarm?.LocalNodeState ?? 'inactive',
    controlAvailable: info.Swarm?.ControlAvailable ?? false,
    nodeId: info.Swarm?.NodeID ?? '',
    nodeAddress: info.Swarm?.NodeAddr ?? '',
    os: info.OSType ?? '',
    architecture: info.Architecture ?? '',
    ...(pools && subnetSize && { addressPools: { pools, subnetSize } }),
  }
}

/** `POST /swarm/init`. A swarm that is advertised on loopback listens only there. */
export async function initSwarm(
  connection: Connection,
  advertiseAddress: string,
  signal?: AbortSignal,
): Promise<void> {
  const listen = /^127\.|^localhost$/.test(advertiseAddress) ? '127.0.0.1' : '0.0.0.0'
  await connection.exchange({
    intent: 'make a swarm',
    method: 'POST',
    path: '/swarm/init',
    json: { ListenAddr: `${listen}:2377`, AdvertiseAddr: advertiseAddress },
    signal,
  })
}

/** `POST /swarm/leave?force=true`. On the only manager this ends the swarm and all that it runs. */
export async function leaveSwarm(connection: Connection, signal?: AbortSignal): Promise<void> {
  await connection.exchange({
    intent: 'leave the swarm',
    method: 'POST',
    path: '/swarm/leave',
    query: { force: 'true' },
    signal,
  })
}
