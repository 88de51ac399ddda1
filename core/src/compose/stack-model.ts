import type { Model } from './model/top-level.ts'
import type { Base } from './paths/file-path.ts'

/** What `loadStack` hands to `convertStack` in `LoadedStack.model`. */
export interface StackModel {
  /** One per file, in their order; merged when the env files are there. */
  readonly models: readonly Model[]
  readonly base: Base
  readonly variables: ReadonlyMap<string, string>
}
