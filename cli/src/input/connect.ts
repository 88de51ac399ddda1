import { readFileSync } from 'node:fs'
import { connectEngine, type Engine, type EngineAddress, engineAddress } from '@kesako/engine'
import type { World } from '../world.ts'

export interface Connection extends Disposable {
  readonly engine: Engine
  readonly address: EngineAddress
}

/** The engine of DOCKER_HOST, the TLS variables, the current docker context, or the default socket. */
export async function connect(world: World): Promise<Connection> {
  const address = engineAddress(world.environment, readIfThere, world.home)
  const engine = connectEngine(address)
  return { engine, address, [Symbol.dispose]: () => engine.close() }
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
