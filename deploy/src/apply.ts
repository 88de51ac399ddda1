import type { Change, LiveState, Plan } from '@kesako/core'
import { writeObject } from './apply-objects.ts'
import { type PhaseResult, runPhase } from './apply-phase.ts'
import { writeService } from './apply-services.ts'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure } from './deployment-error.ts'
import { objectIds } from './object-ids.ts'
import { removeObject } from './remove-object.ts'
import { tasksGone } from './tasks-gone.ts'
import type { WriteGuard } from './write-guard.ts'

type Write = Extract<Change, { action: 'create' | 'update' | 'replace' }>
type Replace = Extract<Change, { action: 'replace' }>
type Remove = Extract<Change, { action: 'remove' }>

/**
 * Executes a plan but for its prune: networks, secrets and configs, then what must go before its
 * successor comes, then services. Rejects where the deployment must end at once.
 */
export async function applyPlan(
  context: DeployContext,
  plan: Plan,
  live: LiveState,
  guard: WriteGuard,
  patienceMs: number,
): Promise<PhaseResult> {
  const ids = objectIds(live)
  const writes = plan.changes.filter(isWrite)
  const services = writes.filter((change) => change.ref.kind === 'service')
  const objects = writes.filter((change) => change.ref.kind !== 'service')
  const replaced = objects.filter((change) => change.action === 'replace')
  const leaving = plan.changes.filter(leavesEarly)

  const created = await runPhase(
    context,
    objects.filter((change) => change.action !== 'replace'),
    guard,
    (change) => writeObject(context, change, ids),
  )
  if (created.again !== undefined) return created
  const failures = [...created.failures]
  const mustMakeRoom = leaving.length > 0 || replaced.length > 0
  if (mustMakeRoom) {
    // Nothing that runs is taken away for a successor that can't come.
    if (created.failures.length > 0) return created
    const room = await makeRoom(context, leaving, guard, patienceMs)
    if (isTrouble(room)) return room
    const objectsReplaced = await runPhase(context, replaced, guard, async (change) => {
      await removeOld(context, change, guard)
      await writeObject(context, change, ids)
    })
    if (objectsReplaced.again !== undefined) return objectsReplaced
    failures.push(...objectsReplaced.failures)
  }
  // What made room for a network that can't go comes back on the old one: better than nothing that runs.
  const written = await runPhase(context, services, guard, (change) =>
    writeService(context, change, ids),
  )
  return { ...written, failures: [...failures, ...written.failures] }
}

function isTrouble(result: PhaseResult): boolean {
  return result.again !== undefined || result.failures.length > 0
}

function isWrite(change: Change): change is Write {
  return change.action === 'create' || change.action === 'update' || change.action === 'replace'
}

/** Services that must be gone, with their tasks, before others can be created. */
function leavesEarly(change: Change): change is Remove | Replace {
  if (change.action === 'remove') return change.when === 'before-create'
  return change.action === 'replace' && change.ref.kind === 'service'
}

function removeOld(
  context: DeployContext,
  change: Remove | Replace,
  guard: WriteGuard,
): Promise<void> {
  return removeObject(context, { ...change.ref, id: change.id }, guard)
}

async function makeRoom(
  context: DeployContext,
  leaving: readonly (Remove | Replace)[],
  guard: WriteGuard,
  patienceMs: number,
): Promise<PhaseResult> {
  const removed = await runPhase(context, leaving, guard, (change) =>
    removeOld(context, change, guard),
  )
  if (isTrouble(removed)) return removed
  const gone = await tasksGone(context, new Set(leaving.map((one) => one.id)), patienceMs)
  if (gone) return removed
  const names = leaving.map((one) => `"${one.ref.name}"`).join(', ')
  throw new DeploymentFailure(
    'no-progress',
    `The tasks of ${names} don't end, and what takes their place can't start before.`,
  )
}
