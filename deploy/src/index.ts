export * from './deploy-api.ts'
export { createRunner } from './runner.ts'
export {
  createDeployContext,
  type DeployContext,
  type DeployContextOptions,
} from './deploy-context.ts'
export { deployStack, type DeployRequest } from './deploy-stack.ts'
export { removeStack, type RemoveRequest } from './remove-stack.ts'
export { askingAgain } from './asking-again.ts'
export { planStack, type PlanRequest } from './plan-stack.ts'
export type { TaskExcerpt } from './task-excerpt.ts'
export { PASS_BUCKETS, type RunnerMeasures } from './runner-measures.ts'
export type { Snapshot } from './live-reader.ts'
export type { DeployResult } from './recorded.ts'
export { gitSays } from './action/git-says.ts'
export {
  type ContentToWrite,
  createContent,
  removeContent,
  replaceContent,
} from './action/write-content.ts'
export { holdsContent } from './secret-comparison.ts'
export { restartService } from './action/restart-service.ts'
export { setAvailability } from './action/set-availability.ts'
export { systemClock } from './system-clock.ts'
export { emptyResolution, type ImageResolution } from './image-resolution.ts'
export { LEASE_PREFIX } from './lease-name.ts'
export { holdForRevision } from './hold-everything.ts'
export { removalsHeldReason, removalsNeedConfirmation } from './removals.ts'
export { liveDigests } from './stack-facts.ts'
export { ownRoot } from './world.ts'
export {
  adoptStacks,
  AdoptionConflict,
  type AdoptedStacks,
  type AdoptStacksParts,
  type AdoptStacksRequest,
} from './adopt-stacks.ts'
