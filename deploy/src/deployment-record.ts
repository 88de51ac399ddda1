import {
  type Actor,
  type ChangeSummary,
  type Deployment,
  type DeploymentEnd,
  type Outcome,
  type Ownership,
  type Plan,
  type ReasonCode,
  summarizeChanges,
} from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'

/** The start of an entry of the journal. */
export function newDeployment(
  context: Pick<DeployContext, 'clock' | 'randomHex'>,
  fields: {
    readonly stack: string
    readonly action: Deployment['action']
    readonly revision: string
    readonly repository: string
    readonly inputsDigest: string
    readonly actor: Actor
    readonly changes: readonly ChangeSummary[]
  },
): Deployment {
  return {
    id: context.randomHex(8),
    stack: fields.stack,
    action: fields.action,
    revision: fields.revision,
    repository: fields.repository,
    inputsDigest: fields.inputsDigest,
    actor: fields.actor,
    startedAt: new Date(context.clock.now()).toISOString(),
    changes: fields.changes,
  }
}

/** The start of an entry for a plan. */
export function deploymentOf(
  context: Pick<DeployContext, 'clock' | 'randomHex'>,
  action: Deployment['action'],
  request: {
    readonly revision: string
    readonly ownership: Ownership
    readonly actor: Actor
  },
  plan: Plan,
): Deployment {
  return newDeployment(context, {
    stack: plan.stack,
    action,
    revision: request.revision,
    repository: request.ownership.repository,
    inputsDigest: request.ownership.inputsDigest,
    actor: request.actor,
    changes: summarizeChanges(plan),
  })
}

/** How a deployment ended, before it has its time. */
export interface Ending {
  readonly outcome: Outcome
  readonly code?: ReasonCode
  readonly reason?: string
  readonly images?: Readonly<Record<string, string>>
}

/** The deployment with its end. */
export function ended(
  context: Pick<DeployContext, 'clock'>,
  deployment: Deployment,
  ending: Ending,
): Deployment & { readonly end: DeploymentEnd } {
  const endedAt = new Date(context.clock.now()).toISOString()
  return { ...deployment, end: { endedAt, ...ending } }
}

/** Writes the end to the journal and tells it. A journal that can't be written is logged: the entry is taken up later. */
export async function recordEnd(
  context: Pick<DeployContext, 'clock' | 'journal' | 'emit' | 'log'>,
  deployment: Deployment,
  ending: Ending,
): Promise<Deployment> {
  const done = ended(context, deployment, ending)
  try {
    await context.journal?.end(done)
  } catch (error) {
    context.log.error('the end of a deployment could not be recorded', {
      stack: deployment.stack,
      deployment: deployment.id,
      error: error instanceof Error ? error.message : String(error),
    })
  }
  context.emit({
    type: 'deployment-ended',
    stack: done.stack,
    deploymentId: done.id,
    end: done.end,
  })
  return done
}

/** What an entry that a newer revision overtook ends with. */
export function supersededBy(revision: string | undefined): Ending {
  const newer = revision === undefined ? 'A newer revision' : `Revision ${revision.slice(0, 7)}`
  return {
    outcome: 'superseded',
    code: 'newer-revision',
    reason: `${newer} came before this deployment had ended.`,
  }
}
