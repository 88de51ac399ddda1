import type { Deployment } from '@kesako/core'
import { createConnection } from './connection.ts'
import { afterBurst } from './debounce.ts'
import type { Runner, RunnerOptions } from './deploy-api.ts'
import { createDeployContext } from './deploy-context.ts'
import { watchEngine } from './engine-watch.ts'
import { createEventHub } from './event-hub.ts'
import { createHealPauses } from './heal-pauses.ts'
import { createOverviewCache } from './overview-cache.ts'
import { readOverview } from './overview.ts'
import { createPassLoop } from './pass-loop.ts'
import { jittered } from './jitter.ts'
import { pause } from './pause.ts'
import { planOfRevision } from './plan-of-revision.ts'
import { watchRemote } from './remote-watch.ts'
import { createRetries } from './retries.ts'
import { createMeasuring } from './runner-measures.ts'
import type { RunnerCore } from './runner-core.ts'
import { createStackQueue } from './stack-queue.ts'

const TIMER = { name: 'kesako', via: 'timer' } as const

/** Time between two looks at a remote. */
const REMOTE_POLL_MS = 30_000

/** A burst of changes on the swarm is looked at once, this long after its first. */
const SWARM_CHANGED_MS = 1000

/** The page is told of a burst of task changes once in this time. */
const TASKS_CHANGED_MS = 300

/** The runner of one stacks repository on one swarm. */
export function createRunner(options: RunnerOptions): Runner {
  const { engine, repository, clock, log, intervalMs = 60_000 } = options
  const stop = new AbortController()
  const hub = createEventHub(clock, log)
  const connection = createConnection({ emit: hub.emit, log, onBack: () => passSoon() })
  const measuring = createMeasuring(clock)
  const context = createDeployContext({
    ...options,
    journal: repository.journal,
    emit: hub.emit,
    onRead(error) {
      if (error !== undefined) measuring.engineError()
      connection.noticed(error)
    },
    stop: stop.signal,
  })
  const core: RunnerCore = {
    context,
    repository,
    queue: createStackQueue<Deployment | undefined>(),
    retries: createRetries(clock),
    heals: createHealPauses(clock),
    pauses: options.pauses ?? (() => []),
    own: new Map(),
    waiting: new Map(),
    passAfter,
  }
  const loop = createPassLoop(core, hub.emit, measuring)
  const overviews = createOverviewCache(clock, () => readOverview(core, loop.heldRemovals()))
  const swarmChanged = afterBurst(clock, SWARM_CHANGED_MS, stop.signal, passSoon)
  const tellChange = afterBurst(clock, TASKS_CHANGED_MS, stop.signal, () => {
    overviews.invalidate()
    hub.emit({ type: 'stacks-changed' })
  })
  hub.subscribe(() => overviews.invalidate())
  const { remote } = repository
  const remoteWatch =
    remote === undefined
      ? undefined
      : watchRemote({
          ...options,
          remote,
          emit: hub.emit,
          stop: stop.signal,
          everyMs: options.remotePollMs ?? REMOTE_POLL_MS,
          onMoved: (actor) => void loop.request({ actor }),
        })
  hub.subscribe(({ type }) => {
    if (type === 'deployment-ended') remoteWatch?.journalGrew()
  })
  let nextPassAt = Number.POSITIVE_INFINITY
  let following: Promise<unknown> | undefined

  function passSoon(): void {
    if (!stop.signal.aborted) void loop.request({ actor: TIMER })
  }

  /** Many wishes for a later pass are one: the earliest. */
  function passAfter(ms: number): void {
    const at = clock.monotonic() + ms
    if (nextPassAt <= at) return
    nextPassAt = at
    void passAt(at, ms)
  }

  async function passAt(at: number, ms: number): Promise<void> {
    await pause(clock, ms, stop.signal)
    if (nextPassAt === at) nextPassAt = Number.POSITIVE_INFINITY
    passSoon()
  }

  async function tick(): Promise<void> {
    while (!stop.signal.aborted) {
      await pause(clock, jittered(intervalMs, options.randomHex), stop.signal)
      passSoon()
    }
  }

  /** What the remote says now, rather than what it said when this server last ran. */
  async function firstPass(): Promise<void> {
    if (remote !== undefined) await remote.fetch()
    void loop.request({ actor: { name: 'kesako', via: 'start' } })
  }

  function follow(): Promise<void> {
    return watchEngine({ engine, clock, signal: stop.signal }, (hint) => {
      if (hint === 'none') return
      context.reader.invalidate()
      context.tasks.hint()
      tellChange()
      if (hint === 'specs') swarmChanged()
    })
  }

  return {
    start() {
      if (following !== undefined || stop.signal.aborted) return
      following = Promise.all([follow(), tick(), remoteWatch?.run()])
      void firstPass()
    },
    anticipate: () => context.reader.anticipate(),
    trigger: (actor, options = {}) => loop.request({ actor, ...options }),
    live: () => context.reader.fresh(),
    async sync({ actor, stacks, confirmRemovals = false, resolve = false }) {
      await remote?.fetch()
      return loop.request({
        actor,
        asked: true,
        confirmRemovals,
        resolve,
        ...(stacks === undefined ? {} : { stacks }),
      })
    },
    overview: () => overviews.read(),
    snapshot: () => context.reader.recent(),
    lookAgain() {
      overviews.invalidate()
      tellChange()
    },
    plan: (state, stack, live, options) => planOfRevision(core, state, stack, live, options),
    measures: () => ({
      ...measuring.read(),
      queued: core.queue.active().length,
      writing: context.slots.busy(),
    }),
    excerpts: (deploymentId) => context.excerpts.of(deploymentId),
    subscribe: hub.subscribe,
    async stop() {
      stop.abort()
      await loop.ended()
      await core.queue.idle()
      await following
    },
  }
}
