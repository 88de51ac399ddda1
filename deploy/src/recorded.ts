import type { Deployment, Plan } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure, failureOf, RunnerStopped } from './deployment-error.ts'
import { type Ending, recordEnd } from './deployment-record.ts'
import { explainImage } from './image-access.ts'
import { readExcerpts } from './task-excerpt.ts'

export type DeployResult =
  /** It is in the journal with its end. */
  | { readonly kind: 'ended'; readonly deployment: Deployment }
  /** Nothing had to be written, nor recorded. */
  | { readonly kind: 'nothing'; readonly plan?: Plan }
  /** The process stops; an entry without an end is taken up by the next start. */
  | { readonly kind: 'stopped' }
  /** A newer revision came before anything was written; `newer` where this process wasn't told of it. */
  | { readonly kind: 'overtaken'; readonly newer?: string }

/**
 * Runs `body` between the start and the end of an entry of the journal. Every way out of it has an
 * end, but for the process's own stop. `body` awaits what it is given before its first write: the
 * start of the entry is being written meanwhile.
 */
export async function recorded(
  context: DeployContext,
  deployment: Deployment,
  resumed: boolean,
  body: (started: Promise<void>) => Promise<Ending>,
): Promise<DeployResult> {
  if (context.stop.aborted) return { kind: 'stopped' }
  const started = resumed ? undefined : context.journal?.start(deployment)
  context.excerpts.forget(deployment.stack)
  context.emit({ type: 'deployment-started', deployment })
  const ending = await endingOf(context, deployment, () => body(started ?? Promise.resolve()))
  // An end never overtakes its start.
  await started?.catch(() => undefined)
  if (ending === undefined) return { kind: 'stopped' }
  return { kind: 'ended', deployment: await recordEnd(context, deployment, ending) }
}

async function endingOf(
  context: DeployContext,
  deployment: Deployment,
  body: () => Promise<Ending>,
): Promise<Ending | undefined> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof RunnerStopped || context.stop.aborted) return undefined
    const tasks = error instanceof DeploymentFailure ? error.tasks : []
    const [failure, excerpts] = await Promise.all([
      explainImage(context, failureOf(error)),
      readExcerpts(context.engine, tasks, context.stop),
    ])
    context.excerpts.keep(deployment, excerpts)
    context.log.warn('a deployment failed', {
      stack: deployment.stack,
      deployment: deployment.id,
      ...failure,
    })
    return { outcome: 'failed', ...failure }
  }
}
