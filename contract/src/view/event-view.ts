import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { DeploymentEndView, DeploymentView, OutcomeView } from './deployment-view.ts'

const at = z.iso.datetime()

/**
 * One message of the event stream (`GET /api/events`), as the JSON of its `data:` line. Events are
 * hints that something changed; documents stay authoritative. `hello` comes first on every
 * connection, `heartbeat` every 15 s. Ignore types that you don't know.
 */
export const EventView = z.discriminatedUnion('type', [
  z.object({ at, type: z.literal('hello'), version: z.string() }),
  z.object({ at, type: z.literal('heartbeat') }),
  z.object({ at, type: z.literal('deployment-started'), deployment: DeploymentView }),
  z.object({
    at,
    type: z.literal('deployment-step'),
    stack: z.string(),
    deploymentId: z.string(),
    step: z.enum(['read', 'resolve', 'plan', 'apply', 'converge', 'prune', 'record']),
    message: z.string(),
  }),
  z.object({
    at,
    type: z.literal('deployment-ended'),
    stack: z.string(),
    deploymentId: z.string(),
    end: DeploymentEndView,
  }),
  z.object({
    at,
    type: z.literal('pass-ended'),
    revision: z.string().exactOptional(),
    outcomes: z.record(z.string(), OutcomeView),
  }),
  z.object({ at, type: z.literal('everything-held'), code: z.string(), reason: z.string() }),
  z.object({ at, type: z.literal('engine-lost'), reason: z.string() }),
  z.object({ at, type: z.literal('engine-back') }),
  z.object({ at, type: z.literal('stacks-changed') }),
])
export type EventView = Wire<typeof EventView>

/** Milliseconds between two heartbeats of the event stream. */
export const HEARTBEAT_MS = 15_000
