import type { Deployment } from '@kesako/core'
import { describeEnd, endedWell } from '../output/deployment-lines.ts'
import type { Progress } from '../output/progress.ts'
import type { Style } from '../output/style.ts'
import type { RunningKesako } from '../serve/run-server.ts'
import { untilAborted } from '../serve/until-aborted.ts'

/** Shows the first pass as it goes, until it is over or the signal is aborted. */
export async function followFirstPass(
  progress: Progress,
  style: Style,
  kesako: RunningKesako,
  signal: AbortSignal,
): Promise<void> {
  const unsubscribe = kesako.runner.subscribe((event) => {
    if (event.type === 'deployment-step')
      progress.note(style.dim(`${event.stack}: ${event.message}`))
  })
  const actor = { name: 'kesako up', via: 'start' } as const
  const result = await progress.step(
    'Comparing the swarm with the repository, and deploying what differs',
    () => Promise.race([kesako.runner.trigger(actor), untilAborted(signal)]),
    (pass) => (pass === undefined ? 'interrupted' : summary(pass.deployments)),
  )
  unsubscribe()
  for (const deployment of result?.deployments ?? []) progress.note(describeEnd(deployment, style))
  if (result?.held !== undefined) progress.note(`${style.yellow('held')}: ${result.held.reason}`)
}

function summary(deployments: readonly Deployment[]): string {
  if (deployments.length === 0) return 'nothing to do'
  const well = deployments.filter(endedWell).length
  return well === deployments.length
    ? `${well} as asked`
    : `${deployments.length - well} of ${deployments.length} not as asked`
}
