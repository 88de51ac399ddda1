import type { RollbackAnswer } from '@kesako/contract'

/** What a roll back changes, and what it can't bring back, in lines. */
export function describeRollback(answer: RollbackAnswer, dryRun: boolean): string {
  const { stack, to, committed, revision, plan } = answer
  const short = to.slice(0, 7)
  const changes = (plan?.changes ?? []).map(
    ({ action, kind, name, restart }) =>
      `  ${action} ${kind} ${name}${restart?.restarts === true ? ', restarts tasks' : ''}`,
  )
  const lines = [
    ...(answer.diff === undefined || answer.diff === '' ? [] : [answer.diff.trimEnd(), '']),
    ...(plan === undefined ? ['The engine does not answer, so there is no plan.'] : changes),
    ...answer.moves.map((moved) => `${moved.stack} changes too`),
    ...answer.shared
      .filter(({ restored }) => !restored)
      .map(
        ({ path, stacks }) =>
          `${path} is left as it is: ${stacks.join(', ')} ${stacks.length === 1 ? 'uses' : 'use'} it too (--include-shared restores it)`,
      ),
    ...answer.movingImages.map((image) => imageLine(image)),
    ...answer.runnerVariables.map(
      (name) => `${name} comes from the server's environment and is as it is now`,
    ),
  ]
  const end = committed
    ? `${stack} rolled back to ${short} by commit ${revision?.slice(0, 7) ?? ''}`
    : dryRun
      ? 'Nothing was committed.'
      : `${stack} is as it was at ${short} already; nothing was committed`
  return `${[...lines, end].join('\n')}\n`
}

function imageLine(image: RollbackAnswer['movingImages'][number]): string {
  const what = `service ${image.service}: ${image.image}`
  if (image.pinned) return `${what} is pinned to ${image.ran ?? ''}`
  if (image.reason !== undefined) return `${what} is not pinned. ${image.reason}`
  const ran = image.ran === undefined ? 'what ran then is not known' : `${image.ran} ran then`
  return `${what} may mean something else by now; ${ran}${image.ran === undefined ? '' : ' (--pin writes it)'}`
}
