import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { ChangeView, IgnoredView } from './plan-view.ts'
import { SyncView } from './status-view.ts'

export const VariableView = z.object({
  name: z.string(),
  /**
   * First found: `env` of the settings, `<stack>.env`, `KESAKO_VAR_<NAME>` of the server; else the
   * default in the Compose file, or nothing.
   */
  from: z.enum(['settings', 'file', 'runner', 'default', 'unset']),
  /** The file that sets it. */
  path: z.string().exactOptional(),
})
export type VariableView = Wire<typeof VariableView>

/** Variables that a stack uses, by name. No answer has a value. */
export const VariableList = z.object({ stack: z.string(), variables: z.array(VariableView) })
export type VariableList = Wire<typeof VariableList>

/** What differs between the swarm and the head. It is drift where `sync` says so. */
export const DifferenceView = z.object({
  stack: z.string(),
  sync: SyncView,
  syncReason: z.string(),
  /** From what runs to what Git says, field by field; empty when they are equal. */
  changes: z.array(ChangeView),
  /** Fields that the policy leaves to others. */
  ignored: z.array(IgnoredView),
})
export type DifferenceView = Wire<typeof DifferenceView>

/** One line of a log, or its end. */
export const LogEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('line'),
    /** Full name on the swarm. */
    service: z.string(),
    /** Id of the task. */
    task: z.string().exactOptional(),
    stream: z.enum(['stdout', 'stderr']),
    /** By the clock of the node, ISO 8601. */
    at: z.string().exactOptional(),
    text: z.string(),
  }),
  /** The log of a service can't be read, or no longer. */
  z.object({ type: z.literal('problem'), service: z.string(), reason: z.string() }),
  z.object({ type: z.literal('heartbeat'), at: z.string() }),
  /** Everything was sent. */
  z.object({ type: z.literal('end') }),
])
export type LogEvent = Wire<typeof LogEvent>
