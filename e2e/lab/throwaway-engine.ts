import { setCable } from './bridge.ts'
import { openNamespaces, type EngineProcess } from './engine-process.ts'
import { engineRoot } from './engine-root.ts'
import { useGivenEngine } from './given-engine.ts'
import type { Slot } from './lab-folder.ts'
import { releaseSlot } from './leftovers.ts'
import { claimSlot } from './slot-claim.ts'
import { initSwarm, joinSwarm } from './swarm.ts'

export interface ThrowawayEngineOptions {
  /** Make the engine the manager of a new swarm. Default true. */
  readonly swarm?: boolean
  /** Engines in that swarm: the first is its manager, the others workers. Default 1. */
  readonly nodes?: number
}

/** One engine of a swarm under test. */
export interface ThrowawayNode {
  /** For `DOCKER_HOST`: `unix:///…`. */
  readonly host: string
  /** The IP address at which published host ports answer. */
  readonly address: string
  /** The node's name in the swarm. */
  readonly name: string
  /** Ends dockerd in good order; its containers end too. */
  readonly stop: () => Promise<void>
  /** Starts dockerd again on the same data, after `stop`, `kill` or `powerOff`. */
  readonly start: () => Promise<void>
  /** Kills dockerd with SIGKILL; its containers run on. */
  readonly kill: () => Promise<void>
  /** Kills dockerd and all its containers at once: a lost node. */
  readonly powerOff: () => Promise<void>
  /** Takes the node off the network (false) or puts it back (true). */
  readonly setConnected: (connected: boolean) => Promise<void>
}

/** A real engine of one's own, away from every engine of the machine. The first of `nodes` is itself. */
export interface ThrowawayEngine extends ThrowawayNode, AsyncDisposable {
  readonly nodes: readonly ThrowawayNode[]
  /** Ends all nodes and removes every trace of them. May be called twice. */
  readonly remove: () => Promise<void>
}

/**
 * Starts a throwaway engine: own data root, socket, containerd, and own mount, network and process namespaces, so that
 * any number of them run side by side. It ends with this process; what a killed process leaves on disk is removed by
 * the next start. Needs root. `KESAKO_TEST_ENGINE` names its version, by default it is the machine's;
 * with `KESAKO_TEST_DOCKER_HOST` that engine is used instead.
 */
export async function startThrowawayEngine(
  options: ThrowawayEngineOptions = {},
): Promise<ThrowawayEngine> {
  const swarm = options.swarm ?? true
  const count = options.nodes ?? 1
  const given = process.env['KESAKO_TEST_DOCKER_HOST']
  if (given !== undefined && given !== '')
    return await useGivenEngine(given, { swarm, nodes: count })
  if (process.getuid?.() !== 0) {
    throw new Error(
      'a throwaway engine needs root; or name an engine for tests in KESAKO_TEST_DOCKER_HOST',
    )
  }
  const root = await engineRoot()
  const started = await Promise.allSettled(Array.from({ length: count }, () => startNode(root)))
  const nodes = started
    .filter((result) => result.status === 'fulfilled')
    .map((result) => result.value)
  let removal: Promise<unknown> | undefined
  const remove = async () => {
    removal ??= Promise.all(nodes.map((node) => node.remove()))
    await removal
  }
  try {
    const failure = started.find((result) => result.status === 'rejected')
    if (failure !== undefined) throw failure.reason
    const [manager, ...workers] = nodes
    if (manager === undefined) throw new Error('a throwaway engine needs at least one node')
    if (swarm) {
      await initSwarm(manager)
      for (const worker of workers) await joinSwarm(worker, manager)
    }
    const members: readonly ThrowawayNode[] = nodes.map((node) => node.member)
    return { ...manager.member, nodes: members, remove, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

interface StartedNode {
  readonly host: string
  readonly address: string
  readonly member: ThrowawayNode
  readonly remove: () => Promise<void>
}

async function startNode(root: string | undefined): Promise<StartedNode> {
  const slot = await claimSlot()
  let engine: EngineProcess | undefined
  const remove = async () => {
    await engine?.powerOff()
    await releaseSlot(slot)
  }
  try {
    engine = await openNamespaces(slot, root)
    await engine.start()
  } catch (error) {
    await remove()
    throw error
  }
  const member = nodeOf(
    slot,
    engine.host,
    () => openNamespaces(slot, root),
    () => engine,
    (next) => (engine = next),
  )
  return { host: engine.host, address: slot.address, member, remove }
}

function nodeOf(
  slot: Slot,
  host: string,
  open: () => Promise<EngineProcess>,
  current: () => EngineProcess | undefined,
  replace: (next: EngineProcess | undefined) => void,
): ThrowawayNode {
  return {
    host,
    address: slot.address,
    name: slot.name,
    stop: async () => await current()?.end('stop'),
    kill: async () => await current()?.end('kill'),
    start: async () => {
      const engine = current() ?? (await open())
      replace(engine)
      await engine.start()
    },
    powerOff: async () => {
      await current()?.powerOff()
      replace(undefined)
    },
    setConnected: (connected) => setCable(slot, connected ? 'up' : 'down'),
  }
}
