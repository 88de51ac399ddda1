import { hostname } from 'node:os'
import { createDeployContext, type DeployContext, liveDigests, systemClock } from '@kesako/deploy'
import {
  type Actor,
  type DeploymentEvent,
  FILES_OWNER,
  type LiveState,
  type Ownership,
} from '@kesako/core'
import type { Engine } from '@kesako/engine'
import type { World } from '../world.ts'
import { contentDigests, inputsDigest } from './digests.ts'
import { processCredentials } from './process-credentials.ts'
import { silentLog } from './silent-log.ts'
import type { StackFromFiles } from './stack-from-files.ts'

/**
 * What deploys the files of `-c`: no journal, and a digest key of its own, for contents of secrets
 * that bear another key's digest are compared with the engine.
 */
export function filesContext(
  world: World,
  engine: Engine,
  onEvent: (event: DeploymentEvent) => void,
): DeployContext {
  return createDeployContext({
    engine,
    digests: contentDigests(world.randomHex(32)),
    credentials: processCredentials(world),
    clock: systemClock,
    log: silentLog,
    randomHex: world.randomHex,
    holder: processName(world),
    emit: (event) => onEvent({ ...event, at: new Date(world.now()).toISOString() }),
    stop: world.signal,
  })
}

/** Names this process in leases. */
export function processName(world: World): string {
  return `${hostname()}/${world.processId}/${world.randomHex(4)}`
}

export function filesOwnership(inputs: StackFromFiles['inputs']): Ownership {
  return { repository: FILES_OWNER, inputsDigest: inputsDigest(inputs) }
}

/**
 * True when other inputs of the stack were applied before, as far as the swarm tells without a journal: what it has
 * without a label of ours then goes with the files that don't name it.
 */
export function hadOtherInputs(stack: string, live: LiveState, ownership: Ownership): boolean {
  const digest = liveDigests(live).get(stack)
  return digest !== undefined && digest !== ownership.inputsDigest
}

/** Who asks: the name of the person who is logged in. */
export function callerActor({ environment }: Pick<World, 'environment'>): Actor {
  return { name: environment['USER'] || environment['LOGNAME'] || 'cli', via: 'cli' }
}
