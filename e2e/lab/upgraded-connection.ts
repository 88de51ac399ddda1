import type { IncomingMessage, RequestOptions } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Passes a connection that stops being HTTP (attach, exec, a builder's session) to the engine, byte for byte. */
export function passUpgrade(
  target: RequestOptions,
  incoming: IncomingMessage,
  client: Duplex,
  head: Buffer,
): void {
  const engine = connectTo(target)
  const lines = [`${incoming.method ?? 'POST'} ${incoming.url ?? '/'} HTTP/1.1`]
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`)
  }
  engine.write(`${lines.join('\r\n')}\r\n\r\n`)
  engine.write(head)
  engine.pipe(client)
  client.pipe(engine)
  engine.on('error', () => client.destroy())
  client.on('error', () => engine.destroy())
  client.on('close', () => engine.destroy())
}

function connectTo(target: RequestOptions): Socket {
  if (typeof target.socketPath === 'string') return connect({ path: target.socketPath })
  return connect({ host: target.hostname ?? '127.0.0.1', port: Number(target.port) })
}
