import { createHash, createHmac } from 'node:crypto'
import { createDeployContext, type DeployContext, systemClock } from '@kesako/deploy'
import { connectEngine, type Engine } from '@kesako/engine'
import { askEngine } from '../lab/engine-request.ts'
import { type RecordingProxy, recordingProxy } from '../lab/recording-proxy.ts'
import { startThrowawayEngine } from '../lab/throwaway-engine.ts'

/** A real swarm that takes no tasks, so that specs are written and read without anything to run. */
export interface LabSwarm extends AsyncDisposable {
  /** For `DOCKER_HOST`; past the proxy. */
  readonly host: string
  readonly proxy: RecordingProxy
  readonly engine: Engine
  readonly context: DeployContext
  /** Such as `20.10`. */
  readonly version: string
}

/** An engine whose only node is drained: tasks stay pending, specs stay as the files say. */
export async function openLabSwarm(): Promise<LabSwarm> {
  const throwaway = await startThrowawayEngine()
  const drainAgain = await setAvailability(throwaway.host, 'drain')
  const proxy = await recordingProxy(throwaway.host)
  const engine = connectEngine({ host: proxy.host })
  const { engineVersion } = await engine.info()
  const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex')
  const context = createDeployContext({
    engine,
    digests: {
      config: sha256,
      secret: (data) => createHmac('sha256', 'key of the test').update(data).digest('hex'),
    },
    clock: systemClock,
    log: { info: () => undefined, warn: () => undefined, error: console.error },
    randomHex: () => '0123456789abcdef',
    holder: 'roundtrip',
    concurrency: 8,
  })
  return {
    host: throwaway.host,
    proxy,
    engine,
    context,
    version: engineVersion.split('.').slice(0, 2).join('.'),
    async [Symbol.asyncDispose]() {
      engine.close()
      await proxy.close()
      await drainAgain()
      await throwaway.remove()
    },
  }
}

interface Node {
  readonly ID: string
  readonly Version: { readonly Index: number }
  readonly Spec: { readonly Availability: string }
}

/** Sets the node's availability; what it answers puts back what was there, for a lent engine. */
async function setAvailability(host: string, availability: string): Promise<() => Promise<void>> {
  const set = async (to: string): Promise<string> => {
    const [node] = await askEngine<readonly Node[]>(host, 'GET', '/nodes')
    if (node === undefined) throw new Error('the swarm has no node')
    const path = `/nodes/${node.ID}/update?version=${node.Version.Index}`
    await askEngine(host, 'POST', path, { ...node.Spec, Availability: to })
    return node.Spec.Availability
  }
  const before = await set(availability)
  return async () => void (await set(before))
}
