import { readFileSync } from 'node:fs'
import { type DockerCredentials, dockerCredentials } from '@kesako/engine'
import type { World } from '../world.ts'

/** Credentials for registries from the docker `config.json` of this process. */
export function processCredentials(
  world: Pick<World, 'environment' | 'home' | 'monotonic'>,
): DockerCredentials {
  const { environment, home, monotonic } = world
  return dockerCredentials({ environment, home, monotonic, readFile })
}

function readFile(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
