import { z } from 'zod'

/** `?name=true`. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** `?limit=50`: how many entries at most. */
export const Limit = z.coerce.number().int().min(1).max(500)

/** Of every write that makes a commit. */
export const WriteQuery = z.object({
  dryRun: Flag.exactOptional().describe('Answers with files, diff and plan, and commits nothing.'),
  wait: Flag.exactOptional().describe(
    'Answers after the deployment that follows has ended, or after 14 minutes.',
  ),
})
