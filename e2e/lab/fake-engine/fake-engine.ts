import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault, FaultRule } from '../fault.ts'
import { faultList } from '../fault.ts'
import type { RecordedRequest } from '../recorded-request.ts'
import { answerRequest } from './answer-request.ts'
import type { FakeSwarm } from './fake-swarm.ts'
import { swarmId } from './fake-swarm.ts'
import { addIngress, firstNetworks } from './network-endpoints.ts'
import type { FakeTiming } from './orchestrator.ts'
import { startOrchestrator } from './orchestrator.ts'
import type { FakeManifest, FakeSettings } from './route.ts'
import { isModern } from './route.ts'
import type { DecideOutcome } from './task-outcome.ts'
import { startTimers } from './timers.ts'

export interface FakeEngineOptions extends Partial<FakeTiming> {
  /** Be a manager from the start. Default true. */
  readonly swarm?: boolean
  /** Default 1.41. */
  readonly apiVersion?: string
  /** Images that the node has. Default `kesako-lab:1`. */
  readonly images?: readonly string[]
  /** What the registry knows, by image with its tag. Default: the registry is down. */
  readonly registry?: Readonly<Record<string, FakeManifest>>
  readonly nodeLabels?: Readonly<Record<string, string>>
  /** What becomes of tasks; undefined for what a node with the workload image would do. */
  readonly outcome?: DecideOutcome
  /** How long a removed network is still listed, in milliseconds. Default 0. */
  readonly networkLingerMs?: number
  readonly logs?: FakeSettings['logs']
}

/** A swarm of one node in memory that speaks the engine's API, for faults and for recording requests. */
export interface FakeEngine extends AsyncDisposable {
  /** For `DOCKER_HOST`: `unix:///…`. */
  readonly host: string
  /** What was asked, in order; events are not among it. */
  readonly requests: readonly RecordedRequest[]
  /** What is there now, to look at and to change behind everybody's back. */
  readonly swarm: FakeSwarm
  /** Forgets what was asked so far. */
  readonly forget: () => void
  readonly fault: (rule: FaultRule) => Fault
  /** Breaks every connection; the engine listens on. */
  readonly dropConnections: () => void
  readonly stop: () => Promise<void>
}

export async function startFakeEngine(options: FakeEngineOptions = {}): Promise<FakeEngine> {
  const { taskMs = 5, restartMs = 20, monitorMs = 20 } = options
  const timers = startTimers()
  const faults = faultList()
  const requests: RecordedRequest[] = []
  const swarm = emptySwarm(options)
  const decide = options.outcome ?? (() => undefined)
  const orchestrator = startOrchestrator(swarm, { taskMs, restartMs, monitorMs }, timers, decide)
  const apiVersion = options.apiVersion ?? '1.41'
  const settings: FakeSettings = {
    apiVersion,
    engineVersion: isModern({ apiVersion }) ? '28.5.2' : '20.10.24',
    registry: new Map(Object.entries(options.registry ?? {})),
    networkLingerMs: options.networkLingerMs ?? 0,
    logs: options.logs ?? (() => undefined),
  }

  const folder = await mkdtemp(join(tmpdir(), 'kesako-fake-engine-'))
  const path = join(folder, 'docker.sock')
  const server = createServer((request, response) => {
    answerRequest({ swarm, orchestrator, settings, faults, requests, request, response }).catch(
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })

  async function stop(): Promise<void> {
    timers.clear()
    faults.releaseAll()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
    await rm(folder, { recursive: true, force: true })
  }
  return {
    host: `unix://${path}`,
    requests,
    swarm,
    forget: () => requests.splice(0),
    fault: (rule) => faults.add(rule),
    dropConnections: () => server.closeAllConnections(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function emptySwarm(options: FakeEngineOptions): FakeSwarm {
  const swarm: FakeSwarm = {
    active: options.swarm ?? true,
    index: 10,
    subnets: -1,
    nodeId: swarmId(),
    availability: 'active',
    nodeIndex: 9,
    nodeLabels: { ...options.nodeLabels },
    hostname: 'fake-node',
    services: new Map(),
    tasks: new Map(),
    networks: new Map(),
    secrets: new Map(),
    configs: new Map(),
    images: new Set(options.images ?? ['kesako-lab:1']),
    listeners: new Set(),
  }
  firstNetworks(swarm)
  if (swarm.active) addIngress(swarm)
  return swarm
}
