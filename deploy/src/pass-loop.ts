import type { Actor, Deployment, Outcome } from '@kesako/core'
import { removeAbandonedLeases } from './abandoned-leases.ts'
import { backOffMs } from './back-off.ts'
import type { PassResult } from './deploy-api.ts'
import { isEngineAway } from './deployment-error.ts'
import type { EventBody } from './event-hub.ts'
import { combine, type PassRequest } from './pass-request.ts'
import type { Measuring } from './runner-measures.ts'
import { type PassJob, runPass } from './pass.ts'
import { removalsHeldReason } from './removals.ts'
import type { RunnerCore } from './runner-core.ts'
import { readWorld, type World } from './world.ts'

/** One pass after another; requests that come meanwhile share the next one. */
export interface PassLoop {
  /** Resolves when every deployment that the pass began or joined has ended. Never rejects. */
  request(wish: PassWish): Promise<PassResult>
  /** Stacks of the last pass whose removal needs a person's word. */
  heldRemovals(): readonly string[]
  /** Resolves when no pass runs. */
  ended(): Promise<void>
}

export interface PassWish {
  readonly actor: Actor
  /** All when undefined. */
  readonly stacks?: readonly string[]
  /** Whose deployments the answer waits for. Default: those of `stacks`. */
  readonly follow?: readonly string[]
  /** Default false. */
  readonly asked?: boolean
  /** Default false. */
  readonly confirmRemovals?: boolean
  /** Default false. */
  readonly resolve?: boolean
}

const STOPPED: PassResult = {
  held: { code: 'server-stopped', reason: 'The runner is stopping.' },
  deployments: [],
}

export function createPassLoop(
  core: RunnerCore,
  emit: (event: EventBody) => void,
  measuring: Pick<Measuring, 'passEnded'>,
): PassLoop {
  const { context, repository } = core
  let requests: PassRequest[] = []
  let looping: Promise<void> | undefined
  let heldRemovals: readonly string[] = []
  let told: string | undefined
  let attempts = 0

  async function loop(): Promise<void> {
    while (requests.length > 0) {
      const batch = requests
      requests = []
      if (context.stop.aborted) answer(batch, STOPPED)
      else await pass(batch)
    }
    looping = undefined
  }

  async function pass(batch: readonly PassRequest[]): Promise<void> {
    const began = context.clock.monotonic()
    try {
      const busy = core.queue.active()
      const state = context.reader.forPass()
      const read = await readWorld(repository, async () => (await state).live, busy)
      attempts = 0
      if (read.kind === 'held') {
        measuring.passEnded('held', began)
        hold(read.held)
        const { held, revision } = read
        answer(batch, { held, deployments: [], ...(revision === undefined ? {} : { revision }) })
        return
      }
      const { configs } = read.world.live
      const readAt = (await state).began
      context.sightings.observe(configs, readAt)
      await removeAbandonedLeases(context, configs, readAt, [...busy, ...core.queue.active()])
      await deploy(batch, read.world)
      measuring.passEnded('ended', began)
    } catch (error) {
      measuring.passEnded('failed', began)
      answer(batch, { held: gaveUp(error), deployments: [] })
    }
  }

  async function deploy(batch: readonly PassRequest[], world: World): Promise<void> {
    if (world.identityIsNew) await repository.setIdentity(world.identity)
    const { jobs, heldRemovals: held } = await runPass(
      core,
      world,
      combine(batch),
      () => requests.length > 0,
    )
    heldRemovals = held
    if (held.length > 0) {
      hold({ code: 'too-many-removals', reason: removalsHeldReason(held, world.owned.length) })
    } else {
      told = undefined
    }
    const { revision } = world.state
    for (const request of batch) void answerWhenEnded(request, revision, jobs)
    void tellPassEnded(revision, jobs)
  }

  async function tellPassEnded(revision: string, jobs: readonly PassJob[]): Promise<void> {
    emit({ type: 'pass-ended', revision, outcomes: outcomesOf(await endsOf(jobs)) })
  }

  /** Says once why something is held. */
  function hold(held: { readonly code: string; readonly reason: string }): void {
    if (told === held.reason) return
    told = held.reason
    context.log.warn('held', held)
    emit({ type: 'everything-held', ...held })
  }

  /** Why a pass came to nothing; it is tried again by itself. */
  function gaveUp(error: unknown): { readonly code: string; readonly reason: string } {
    const reason = error instanceof Error ? error.message : String(error)
    const away = isEngineAway(error)
    if (!away) context.log.error('a pass failed', { reason })
    core.passAfter(backOffMs(attempts, 500, away ? 5000 : 60_000))
    attempts += 1
    return { code: away ? 'engine-unreachable' : 'internal-error', reason }
  }

  return {
    heldRemovals: () => heldRemovals,
    ended: async () => looping,
    request(wish) {
      if (context.stop.aborted) return Promise.resolve(STOPPED)
      return new Promise((resolve) => {
        requests.push({
          asked: false,
          confirmRemovals: false,
          ...wish,
          resolveImages: wish.resolve === true,
          resolve,
        })
        looping ??= Promise.resolve().then(loop)
      })
    },
  }
}

function answer(batch: readonly PassRequest[], result: PassResult): void {
  for (const request of batch) request.resolve(result)
}

/** A request for some stacks doesn't wait for those of others that share its pass. */
async function answerWhenEnded(
  request: PassRequest,
  revision: string,
  jobs: readonly PassJob[],
): Promise<void> {
  const stacks = request.follow ?? request.stacks
  const asked = jobs.filter(({ stack }) => stacks === undefined || stacks.includes(stack))
  request.resolve({ revision, deployments: await endsOf(asked) })
}

async function endsOf(jobs: readonly PassJob[]): Promise<readonly Deployment[]> {
  const ends = await Promise.all(jobs.map(({ end }) => end))
  return ends.filter((one) => one !== undefined)
}

function outcomesOf(deployments: readonly Deployment[]): Readonly<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {}
  for (const { stack, end } of deployments) if (end !== undefined) outcomes[stack] = end.outcome
  return outcomes
}
