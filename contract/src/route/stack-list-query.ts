import { z } from 'zod'
import { Flag } from './query.ts'

const SYNC = ['synced', 'out-of-sync', 'drifted', 'held', 'unknown'] as const
const HEALTH = ['healthy', 'progressing', 'degraded', 'missing', 'stopped', 'unknown'] as const

/** Which stacks `GET /api/stacks` lists, and how much of each. */
export const StackListQuery = z.object({
  sync: words(SYNC).exactOptional().describe('Of these sync statuses.'),
  health: words(HEALTH).exactOptional().describe('Of these healths.'),
  managed: Flag.exactOptional().describe('In Git, or not.'),
  q: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .describe('Text in the name of the stack, of a service or of an image.'),
  limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).exactOptional(),
  fields: z
    .string()
    .regex(/^[a-zA-Z]{1,40}(,[a-zA-Z]{1,40}){0,39}$/, 'Names of fields joined by commas.')
    .transform((text) => text.split(','))
    .exactOptional()
    .describe('Only these fields of each stack, and its name.'),
})

/** `one,two`: each of them one of the words. */
function words<const Word extends string>(known: readonly Word[]) {
  return z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(known)))
}
