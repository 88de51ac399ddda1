import type { ChangeSummary, Deployment, DeploymentEvent } from '@kesako/core'
import type { Style } from './style.ts'

/** What a person is told of an event while a deployment runs; undefined for what says nothing new. */
export function describeEvent(event: DeploymentEvent, style: Style): string | undefined {
  switch (event.type) {
    case 'deployment-started':
      return `${style.bold(event.deployment.stack)}: ${describeChanges(event.deployment.changes)}`
    case 'deployment-step':
      return `  ${style.dim(`${event.step}:`)} ${event.message}`
    case 'engine-lost':
      return style.yellow(`The engine doesn't answer: ${event.reason}`)
    case 'engine-back':
      return 'The engine answers again.'
    case 'everything-held':
      return `${style.yellow('held')}: ${event.reason}`
    case 'deployment-ended':
    case 'pass-ended':
    case 'stacks-changed':
      return undefined
  }
}

/** `2 creates, 1 update`; "nothing to write" when empty. */
export function describeChanges(changes: readonly ChangeSummary[]): string {
  const counts = new Map<string, number>()
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1)
  if (counts.size === 0) return 'nothing to write'
  return [...counts]
    .map(([action, count]) => `${count} ${action}${count === 1 ? '' : 's'}`)
    .join(', ')
}

/** True where the stack is now what was asked for. */
export function endedWell(deployment: Deployment): boolean {
  switch (deployment.end?.outcome) {
    case 'deployed':
    case 'removed':
    case 'unchanged':
      return true
    case 'failed':
    case 'superseded':
    case 'held':
    case 'interrupted':
    case undefined:
      return false
  }
}

/** `shop: deployed`, or with the reason where there is one. */
export function describeEnd(deployment: Deployment, style: Style): string {
  const end = deployment.end
  if (end === undefined) return `${style.bold(deployment.stack)}: still running`
  const good = endedWell(deployment)
  const word = good ? style.green(end.outcome) : style.red(end.outcome)
  const said = good || end.code === undefined || end.code === end.outcome
  const code = said ? '' : style.dim(` (${end.code})`)
  const reason = end.reason === undefined ? '' : `: ${end.reason}`
  return `${style.bold(deployment.stack)}: ${word}${code}${reason}`
}
