import { askEngine, tryEngine } from './engine-request.ts'
import { takeLabLock } from './lab-lock.ts'
import type { ThrowawayEngine, ThrowawayNode } from './throwaway-engine.ts'

/** What a test can leave on an engine, in the order in which it can be removed, and where its label of the stack is. */
const kinds = [
  { path: '/services', stackLabel: (object: EngineObject) => object.Spec?.Labels },
  { path: '/secrets', stackLabel: (object: EngineObject) => object.Spec?.Labels },
  { path: '/configs', stackLabel: (object: EngineObject) => object.Spec?.Labels },
  { path: '/networks', stackLabel: (object: EngineObject) => object.Labels },
] as const

interface EngineObject {
  readonly ID?: string
  readonly Id?: string
  readonly Labels?: Readonly<Record<string, string>> | null
  readonly Spec?: { readonly Labels?: Readonly<Record<string, string>> | null }
}

/**
 * Lends the engine that `KESAKO_TEST_DOCKER_HOST` names, to one test file at a time, and afterwards removes what came
 * to it meanwhile and bears the label of a stack. A swarm that was made for the test is left again.
 */
export async function useGivenEngine(
  host: string,
  wanted: { readonly swarm: boolean; readonly nodes: number },
): Promise<ThrowawayEngine> {
  if (wanted.nodes > 1)
    throw new Error(`${host} of KESAKO_TEST_DOCKER_HOST is one engine, not ${wanted.nodes} nodes`)
  const giveBack = await takeLabLock('given-engine')
  try {
    const info = await askEngine<{ Name: string; Swarm: { LocalNodeState: string } }>(
      host,
      'GET',
      '/info',
    )
    const inSwarm = info.Swarm.LocalNodeState === 'active'
    if (inSwarm && !wanted.swarm)
      throw new Error(`${host} is in a swarm, and this test needs an engine in none`)
    if (!inSwarm && wanted.swarm) {
      await askEngine(host, 'POST', '/swarm/init', {
        ListenAddr: '0.0.0.0:2377',
        AdvertiseAddr: '127.0.0.1',
      })
    }
    const before = await stackObjects(host)
    let removal: Promise<void> | undefined
    const clean = async () => {
      try {
        for (const path of await stackObjects(host)) {
          if (!before.includes(path)) await removeObject(host, path)
        }
        if (!inSwarm) await tryEngine(host, 'POST', '/swarm/leave?force=1')
      } finally {
        await giveBack()
      }
    }
    const remove = () => (removal ??= clean())
    const node = givenNode(host, info.Name)
    return { ...node, nodes: [node], remove, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await giveBack()
    throw error
  }
}

function givenNode(host: string, name: string): ThrowawayNode {
  const unsupported = (what: string) => () =>
    Promise.reject(new Error(`the engine of KESAKO_TEST_DOCKER_HOST is not this test's to ${what}`))
  const address = host.startsWith('unix://') ? '127.0.0.1' : new URL(host).hostname
  return {
    host,
    address,
    name,
    stop: unsupported('stop'),
    start: unsupported('start'),
    kill: unsupported('kill'),
    powerOff: unsupported('power off'),
    setConnected: unsupported('disconnect'),
  }
}

async function stackObjects(host: string): Promise<readonly string[]> {
  const lists = kinds.map(async ({ path, stackLabel }) => {
    const objects = await tryEngine(host, 'GET', path)
    if (objects.status !== 200) return []
    return (JSON.parse(objects.body) as readonly EngineObject[]) // the engine's lists
      .filter((object) => stackLabel(object)?.['com.docker.stack.namespace'] !== undefined)
      .map((object) => `${path}/${object.ID ?? object.Id ?? ''}`)
  })
  return (await Promise.all(lists)).flat()
}

/** A network is in use until the tasks of its removed services have ended. */
async function removeObject(host: string, path: string): Promise<void> {
  const deadline = performance.now() + 30_000
  while ((await tryEngine(host, 'DELETE', path)).status >= 400 && performance.now() < deadline) {
    if ((await tryEngine(host, 'GET', path)).status === 404) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
