import { z } from 'zod'
import { ProblemItem } from '../problem/problem-item.ts'
import type { Wire } from '../wire.ts'
import { ChangeSummaryView, DeploymentView } from './deployment-view.ts'
import { RemoteView } from './remote-view.ts'
import { PauseView } from './pause-view.ts'
import { HealthView, SyncView } from './status-view.ts'

export const TaskCounts = z.object({
  running: z.number().int(),
  desired: z.number().int(),
})
export type TaskCounts = Wire<typeof TaskCounts>

export const ServiceView = z.object({
  /** Absent when it is not on the swarm. */
  id: z.string().exactOptional(),
  /** Full name on the swarm. */
  name: z.string(),
  image: z.string(),
  mode: z.string(),
  tasks: TaskCounts,
  health: HealthView,
  healthReason: z.string(),
})
export type ServiceView = Wire<typeof ServiceView>

/** The newest commit that touched one of the stack's inputs. */
export const CommitView = z.object({
  revision: z.string(),
  author: z.string(),
  date: z.iso.datetime({ offset: true }),
  subject: z.string(),
})
export type CommitView = Wire<typeof CommitView>

/** Where a stack comes from in the stacks repository. Paths are relative to its root. */
export const SourceView = z.object({
  composePath: z.string().exactOptional(),
  settingsPath: z.string().exactOptional(),
  /** All files that the stack depends on, sorted. */
  inputs: z.array(z.string()),
  inputsDigest: z.string(),
  commit: CommitView.exactOptional(),
})
export type SourceView = Wire<typeof SourceView>

/** How the Compose file of a stack stands to what its definition and its options give now. */
export const DefinitionStateView = z
  .enum([
    'current',
    'newer-available',
    'options-changed',
    'edited',
    'not-committed',
    'not-renderable',
  ])
  .describe(
    'current; newer-available: rendered from another version of the definition; options-changed: rendered with other options; edited: changed by hand, never overwritten; not-committed: there is no Compose file, the definition is rendered at deploy time; not-renderable: the definition is missing or broken, or refuses the options.',
  )
export type DefinitionStateView = Wire<typeof DefinitionStateView>

/** One stack as a person sees it: sync, health and the last deployment, kept apart. */
export const StackView = z.object({
  name: z.string(),
  /** False: it runs on the swarm and is not in Git; then there is no `source`. */
  managed: z.boolean(),
  enabled: z.boolean(),
  sync: SyncView,
  syncReason: z.string(),
  health: HealthView,
  healthReason: z.string(),
  tasks: TaskCounts,
  services: z.array(ServiceView),
  /** What would change now, in short; empty when synced. */
  changes: z.array(ChangeSummaryView),
  problems: z.array(ProblemItem),
  source: SourceView.exactOptional(),
  /** The stack definition that its settings name. */
  definition: z.object({ name: z.string(), state: DefinitionStateView }).exactOptional(),
  /** Send it as `If-Match` with a write. Absent for a stack that is not in Git. */
  etag: z.string().exactOptional(),
  lastDeployment: DeploymentView.exactOptional(),
  /** True while a deployment runs. */
  deploying: z.boolean(),
  /** Nothing is written to it until it is resumed. */
  paused: PauseView.exactOptional(),
})
export type StackView = Wire<typeof StackView>

/** Why everything is held: nothing on the swarm is changed until it is over. */
export const HeldView = z.object({ code: z.string(), reason: z.string() })
export type HeldView = Wire<typeof HeldView>

/** With `fields`: the name and what was asked for, each as in a whole stack. */
export const StackFields = z.looseObject({ name: z.string() })

// Typed as whole stacks, for who asks for fields knows which are there.
const StackOrFields = z.union([StackView, StackFields]) as unknown as typeof StackView

/** Stacks of the repository and of the swarm, sorted by name. */
export const StackList = z.object({
  /** Head of the branch; absent when there is none. */
  revision: z.string().exactOptional(),
  held: HeldView.exactOptional(),
  /** Absent where the server hosts the stacks repository itself. */
  remote: RemoteView.exactOptional(),
  /** Every stack is paused. */
  paused: PauseView.exactOptional(),
  engine: z.object({ connected: z.boolean(), reason: z.string().exactOptional() }),
  /** When live state was read. */
  readAt: z.iso.datetime(),
  /** How many there are, whatever the page. */
  total: z.number().int(),
  stacks: z.array(StackOrFields),
})
export type StackList = Wire<typeof StackList>
