import { z } from 'zod'

/** Name of a stack, as Docker takes it for services, networks and labels. */
export const StackName = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/,
    'A stack name begins with a letter or digit, goes on with letters, digits, - and _, and has at most 63 characters.',
  )
export type StackName = z.infer<typeof StackName>
