import type { Change } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure } from './deployment-error.ts'
import { mapBounded } from './slots.ts'
import { classifyWrite, type WriteFailure } from './write-failure.ts'
import type { WriteGuard } from './write-guard.ts'

/** Requests of one stack side by side. */
const SIDE_BY_SIDE = 8

export interface ChangeFailure {
  /** Full name of the object. */
  readonly name: string
  readonly error: Error
}

/** Some write says that live isn't what the plan knew, or that the engine is away. */
export interface PlanAgain {
  readonly why: Extract<WriteFailure, 'replan' | 'network-leaving' | 'port-leaving' | 'engine-away'>
  readonly failure: ChangeFailure
}

export interface PhaseResult {
  /** What a person must look at. */
  readonly failures: readonly ChangeFailure[]
  readonly again?: PlanAgain
}

/**
 * Executes changes side by side; one that fails doesn't keep the others from being tried.
 * Rejects, after all have been tried, where the deployment must end at once.
 */
export async function runPhase<C extends Change>(
  context: Pick<DeployContext, 'reader'>,
  changes: readonly C[],
  guard: WriteGuard,
  write: (change: C) => Promise<void>,
): Promise<PhaseResult> {
  if (changes.length === 0) return { failures: [] }
  const outcomes = await mapBounded(changes, SIDE_BY_SIDE, async (change) => {
    try {
      await guard()
      await write(change)
      return undefined
    } catch (error) {
      return { name: change.ref.name, error: asError(error) }
    }
  })
  context.reader.invalidate()
  return sortOut(outcomes.filter((outcome) => outcome !== undefined))
}

function sortOut(outcomes: readonly ChangeFailure[]): PhaseResult {
  const failures: ChangeFailure[] = []
  let again: PlanAgain | undefined
  for (const failure of outcomes) {
    const next = classifyWrite(failure.error)
    switch (next) {
      case 'fatal':
        if (!isOfOneChange(failure.error)) throw failure.error
        failures.push(failure)
        break
      case 'refused':
        failures.push(failure)
        break
      case 'replan':
      case 'network-leaving':
      case 'port-leaving':
      case 'engine-away':
        again = { why: next, failure }
    }
  }
  return { failures, ...(again === undefined ? {} : { again }) }
}

/** A lost lease ends the deployment; a network that stays in use, or a missing external, only its change. */
function isOfOneChange(error: Error): boolean {
  return error instanceof DeploymentFailure && error.code !== 'lease-lost'
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
