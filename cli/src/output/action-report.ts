import type { ActionAnswer } from '@kesako/contract'

const DONE: Readonly<Record<ActionAnswer['action'], string>> = {
  restart: 'Restarted',
  remove: 'Removed',
  kill: 'Killed',
  drain: 'Drained',
  activate: 'Activated',
}

const WOULD: Readonly<Record<ActionAnswer['action'], string>> = {
  restart: 'Would restart',
  remove: 'Would remove',
  kill: 'Would kill',
  drain: 'Would drain',
  activate: 'Would activate',
}

/** What an action did, or would do, as lines for a person. */
export function describeAction(answer: ActionAnswer, dryRun: boolean): string {
  const { done, action, target, effects, tasks } = answer
  const what = `${target.kind} ${target.name}`
  const head = done
    ? `${DONE[action]} ${what}.`
    : dryRun
      ? `${WOULD[action]} ${what}:`
      : `Nothing was done to ${what}.`
  const moves = tasks.map(({ name, node, mayGoTo }) => {
    const to = mayGoTo.length === 0 ? 'nowhere' : mayGoTo.join(' or ')
    return `  ${name} on ${node ?? 'no node'} -> ${to}`
  })
  return [head, ...effects.map((effect) => `  ${effect}`), ...moves].join('\n')
}
