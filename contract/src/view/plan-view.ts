import { z } from 'zod'
import { ProblemItem } from '../problem/problem-item.ts'
import type { Wire } from '../wire.ts'
import { ObjectKindView } from './deployment-view.ts'

/** One field that differs. Secrets and values of variables read `(redacted)`. Absent means not set. */
export const FieldDiffView = z.object({
  path: z.string(),
  from: z.unknown().exactOptional(),
  to: z.unknown().exactOptional(),
})
export type FieldDiffView = Wire<typeof FieldDiffView>

export const RestartView = z.object({ restarts: z.boolean(), because: z.string() })
export type RestartView = Wire<typeof RestartView>

/** One change of a plan. The specs themselves never leave the server: they hold data of secrets. */
export const ChangeView = z.object({
  action: z.enum(['create', 'update', 'replace', 'remove', 'hold']),
  kind: ObjectKindView,
  /** Full name on the swarm. */
  name: z.string(),
  reason: z.string(),
  /** Takes away something that runs: tasks that end for good or before new ones start, a network that is made anew. */
  destructive: z.boolean(),
  /** With update, replace and hold. */
  fields: z.array(FieldDiffView).exactOptional(),
  /** With update, replace and remove. */
  restart: RestartView.exactOptional(),
  /** With remove: last, or right before the create that needs its port or volume. */
  when: z.enum(['prune', 'before-create']).exactOptional(),
  /** With hold. */
  code: z.string().exactOptional(),
  remedy: z.string().exactOptional(),
  /** Of a service, where the plan has stages: the one that it is written in, counted from 1. */
  stage: z.int().exactOptional(),
  /** With replace: the stage before which the old one is removed, where that is earlier. */
  removedInStage: z.int().exactOptional(),
})
export type ChangeView = Wire<typeof ChangeView>

/** A field of a service that runs and is left to others, so that no change comes of it. */
export const IgnoredView = z.object({
  /** Full name on the swarm. */
  service: z.string(),
  /** Path in a Compose file, such as `deploy.replicas`. */
  field: z.string(),
  /** From what runs to what the file says; empty when they are equal. */
  fields: z.array(FieldDiffView),
})
export type IgnoredView = Wire<typeof IgnoredView>

/** Services that are deployed together, once everything in earlier stages runs as asked. */
export const StageView = z.object({
  wave: z.int(),
  /** Full names on the swarm. */
  services: z.array(z.string()),
})
export type StageView = Wire<typeof StageView>

/** Changes from live to desired of one stack, in the order in which they are applied. */
export const PlanView = z.object({
  stack: z.string(),
  /** The revision planned for; absent for files that are not committed. */
  revision: z.string().exactOptional(),
  /** True when nothing would be written. */
  empty: z.boolean(),
  changes: z.array(ChangeView),
  warnings: z.array(ProblemItem),
  /** Absent where the stack's policy ignores nothing of a service that runs. */
  ignored: z.array(IgnoredView).exactOptional(),
  /** In their order, where services are deployed in more than one. */
  stages: z.array(StageView).exactOptional(),
})
export type PlanView = Wire<typeof PlanView>
