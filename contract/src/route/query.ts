import { z } from 'zod'

/** `?name=true`. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** `?limit=50`: how many entries at most. */
export const Limit = z.coerce.number().int().min(1).max(500)
