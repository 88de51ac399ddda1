import type { Engine } from '@kesako/engine'
import { connectEngine } from '@kesako/engine'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { removeEverything } from './behaviour-objects.ts'
import { contentBehaviour } from './content-behaviour.ts'
import { networkBehaviour } from './network-behaviour.ts'
import { serviceBehaviour } from './service-behaviour.ts'
import { swarmBehaviour } from './swarm-behaviour.ts'
import { taskBehaviour } from './task-behaviour.ts'

/** An engine that is a swarm of one node and has the image `kesako-lab:1`, but no registry. */
export interface EngineUnderTest extends AsyncDisposable {
  readonly host: string
}

/** Gives the engine of the suite that runs. */
export type GetEngine = () => Engine

/**
 * What Kesako relies on, told as tests of the client against an engine. The fake engine and a real one
 * run the same suite, so that the fake can stand in for faults without telling lies.
 */
export function engineBehaviour(name: string, start: () => Promise<EngineUnderTest>): void {
  describe.each([name])('%s', () => {
    let under: EngineUnderTest
    let engine: Engine
    beforeAll(async () => {
      under = await start()
      engine = connectEngine({ host: under.host })
    })
    afterEach(() => removeEverything(engine))
    afterAll(async () => {
      engine?.close()
      await under?.[Symbol.asyncDispose]()
    })

    const get: GetEngine = () => engine
    swarmBehaviour(get)
    serviceBehaviour(get)
    taskBehaviour(get)
    networkBehaviour(get)
    contentBehaviour(get)
  })
}
