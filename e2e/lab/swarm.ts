import { askEngine } from './engine-request.ts'

interface Member {
  readonly host: string
  readonly address: string
}

export async function initSwarm(manager: Member): Promise<void> {
  await askEngine(manager.host, 'POST', '/swarm/init', {
    ListenAddr: '0.0.0.0:2377',
    AdvertiseAddr: manager.address,
  })
}

export async function joinSwarm(worker: Member, manager: Member): Promise<void> {
  const swarm = await askEngine<{ JoinTokens: { Worker: string } }>(manager.host, 'GET', '/swarm')
  await askEngine(worker.host, 'POST', '/swarm/join', {
    ListenAddr: '0.0.0.0:2377',
    AdvertiseAddr: worker.address,
    RemoteAddrs: [`${manager.address}:2377`],
    JoinToken: swarm.JoinTokens.Worker,
  })
}
