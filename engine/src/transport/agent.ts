import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import type { EngineAddress, EngineTarget } from '../address/engine-address.ts'
import { engineTarget } from '../address/engine-target.ts'
import { connectBySsh } from './ssh-connection.ts'

/** A way to an engine: what `http.request` needs, and the address as a person may see it. */
export interface Route {
  readonly agent: http.Agent
  readonly connection: Pick<http.RequestOptions, 'socketPath' | 'host' | 'port'>
  readonly headers: Readonly<Record<string, string>>
  readonly encrypted: boolean
  readonly place: string
}

const KEEP = { keepAlive: true, keepAliveMsecs: 15_000, maxSockets: 64, maxFreeSockets: 16 }

/** Nothing is opened before the first request. */
export function routeTo(address: EngineAddress): Route {
  const target = engineTarget(address.host, address.tls !== undefined)
  const place = formatTarget(target)
  switch (target.kind) {
    case 'socket':
      return {
        agent: new http.Agent(KEEP),
        connection: { socketPath: target.path },
        headers: { host: 'docker' },
        encrypted: false,
        place,
      }
    case 'ssh':
      return {
        agent: sshAgent(target),
        connection: {},
        headers: { host: 'docker' },
        encrypted: false,
        place,
      }
    case 'tcp': {
      const connection = { host: target.host, port: target.port }
      if (address.tls === undefined) {
        return { agent: new http.Agent(KEEP), connection, headers: {}, encrypted: false, place }
      }
      const { ca, cert, key, verify = true } = address.tls
      const agent = new https.Agent({
        ...KEEP,
        ...(ca === undefined ? {} : { ca: Buffer.from(ca) }),
        ...(cert === undefined ? {} : { cert: Buffer.from(cert) }),
        ...(key === undefined ? {} : { key: Buffer.from(key) }),
        rejectUnauthorized: verify,
      })
      return { agent, connection, headers: {}, encrypted: true, place }
    }
  }
}

function formatTarget(target: EngineTarget): string {
  switch (target.kind) {
    case 'socket':
      return `unix://${target.path}`
    case 'tcp':
      return `tcp://${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
    case 'ssh':
      return `ssh://${target.host}`
  }
}

/** Every connection is a process, so that fewer are kept. */
function sshAgent(target: Extract<EngineTarget, { kind: 'ssh' }>): http.Agent {
  const agent = new http.Agent({ ...KEEP, maxSockets: 8, maxFreeSockets: 2 })
  agent.createConnection = (): Duplex => connectBySsh(target)
  // By default these call methods that only sockets have.
  agent.keepSocketAlive = () => true
  agent.reuseSocket = () => {}
  return agent
}
