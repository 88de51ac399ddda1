import type { Problem } from '@kesako/core'
import { z } from 'zod'
import type { Wire } from '../wire.ts'

/** Where a problem stands. Lines and columns count from 1. */
export const Place = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
})
export type Place = Wire<typeof Place>

/** One thing that a person should know about a file or a state; `path` is the path inside the document. */
export const ProblemItem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  remedy: z.string().exactOptional(),
  place: Place.exactOptional(),
  path: z.string().exactOptional(),
  next: z.enum(['stalled', 'waiting', 'retried']).exactOptional(),
}) satisfies z.ZodType<Problem>
export type ProblemItem = Wire<typeof ProblemItem>
