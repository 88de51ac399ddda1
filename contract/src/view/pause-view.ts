import { z } from 'zod'
import type { Wire } from '../wire.ts'

/** Kesako writes nothing to a stack, or to any, until it is resumed. */
export const PauseView = z.object({
  /** Every stack when absent. */
  stack: z.string().exactOptional(),
  by: z.string(),
  since: z.iso.datetime(),
  reason: z.string().exactOptional(),
})
export type PauseView = Wire<typeof PauseView>

export const PauseRequest = z.strictObject({
  reason: z.string().min(1).max(500).exactOptional().describe('Shown to everybody.'),
})
export type PauseRequest = Wire<typeof PauseRequest>

/** All pauses there are after the request. */
export const PauseList = z.object({ pauses: z.array(PauseView) })
export type PauseList = Wire<typeof PauseList>
