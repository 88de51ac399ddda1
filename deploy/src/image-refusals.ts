import { type Change, type Plan, type Problem, replicas, writtenImage } from '@kesako/core'
import { registryOf } from '@kesako/engine'
import type { ServiceWrite } from './apply-services.ts'
import type { ImageResolution, Refusal } from './image-resolution.ts'

const IMAGE_PATH = 'TaskTemplate.ContainerSpec.Image'

/**
 * What registries said, as problems of a plan. An error is what no node could get: an image that a
 * service changes to and that its registry refuses, while this manager has no copy of it. All else
 * is a warning, since each node takes what it has or gets.
 */
export function imageProblems(
  plan: Pick<Plan, 'changes'>,
  known: ImageResolution,
): readonly Problem[] {
  const writes = plan.changes.filter(isServiceWrite)
  return [...known.warnings].map(([image, warning]) => {
    const refusal = known.refusals.get(image)
    if (refusal === undefined) return warning
    return writes.some((write) => needs(write, image, refusal)) ? refusal.problem : warning
  })
}

function isServiceWrite(change: Change): change is ServiceWrite {
  return change.action !== 'remove' && change.action !== 'hold' && change.object.kind === 'service'
}

function needs(write: ServiceWrite, image: string, refusal: Refusal): boolean {
  if (write.object.kind !== 'service') return false
  const { spec } = write.object
  if (writtenImage(spec) !== image || replicas(spec.Mode) === 0) return false
  if (write.action === 'create') return true
  const before = write.fields.find(({ path }) => path === IMAGE_PATH)
  if (before === undefined) return false
  // The swarm keeps the credentials of a service that it updates, unless others are sent.
  const keepsOwn =
    write.action === 'update' &&
    !refusal.hasCredentials &&
    typeof before.from === 'string' &&
    registryOf(before.from) === registryOf(image)
  return refusal.answer === 'missing' || !keepsOwn
}
