import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../fuzz/random.ts'
import type { FaultStage } from './fault-stage.ts'

/** Decides the moments; `KESAKO_FAULTS_SEED`, so that a run can be made again. */
export function chosenSeed(): number {
  const given = Number(process.env['KESAKO_FAULTS_SEED'] ?? Number.NaN)
  return Number.isSafeInteger(given) ? given : Date.now() % 1_000_000_007
}

export interface KillPlan {
  readonly seed: number
  readonly pushes: number
  readonly kills: number
}

/** Milliseconds after the push, or after the start that followed the kill before, for each kill of each push. */
export function killMoments(
  { seed, pushes, kills }: KillPlan,
  wholeMs: number,
): readonly (readonly number[])[] {
  const random = randomFrom(seed)
  return Array.from({ length: pushes }, (_, push) => {
    const count = Math.floor(((push + 1) * kills) / pushes) - Math.floor((push * kills) / pushes)
    return Array.from({ length: count }, () => random.below(wholeMs))
  })
}

/**
 * Pushes one round after another and kills the server at random moments of each, from the push on for as long as
 * a deployment takes. Ends after the first round that leaves disorder, and gives it.
 */
export async function killAtRandom(stage: FaultStage, plan: KillPlan): Promise<readonly string[]> {
  const { kesako, clone, wholeMs } = stage
  console.log(`KESAKO_FAULTS_SEED=${plan.seed}: ${plan.kills} kills within ${wholeMs} ms each`)
  for (const moments of killMoments(plan, wholeMs)) {
    await stage.commit(stage.nextRound())
    // It is killed while it takes the push, too: then Git says so, and a person pushes again.
    let pushing = clone.tryPush('origin', 'HEAD:main')
    for (const afterMs of moments) {
      await sleep(afterMs)
      await kesako.signal('SIGKILL')
      const { ok } = await pushing
      await kesako.start()
      if (!ok) pushing = clone.tryPush('origin', 'HEAD:main')
    }
    const { ok, output } = await pushing
    if (!ok) throw new Error(`push refused: ${output}`)
    const wrong = await stage.disorder({ leasesMayStay: true })
    if (wrong.length > 0) return [...wrong, `after kills at ${moments.join(', ')} ms`]
  }
  return []
}
