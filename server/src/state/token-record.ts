import { Role, StackPatterns, type TokenView } from '@kesako/contract'
import { z } from 'zod'

/** One credential as the state folder keeps it: its hash, never its secret. */
export const TokenRecord = z.strictObject({
  id: z.string(),
  /** A session is what a browser gets for a login link or a token. */
  kind: z.enum(['token', 'session']),
  name: z.string(),
  role: Role,
  /** Stacks that it may change; absent: all. */
  stacks: StackPatterns.exactOptional(),
  /** SHA-256 of the secret, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional(),
  /** The token that a session was opened with; it ends with it. */
  parent: z.string().exactOptional(),
})
export type TokenRecord = Readonly<z.infer<typeof TokenRecord>>

/** `tokens.json` of the state folder. */
export const TokenFile = z.strictObject({ version: z.literal(1), tokens: z.array(TokenRecord) })

export function isExpired(record: TokenRecord, now: number): boolean {
  return record.expiresAt !== undefined && Date.parse(record.expiresAt) <= now
}

export function tokenView(record: TokenRecord): TokenView {
  const { id, name, role, stacks, createdAt, expiresAt } = record
  return {
    id,
    name,
    role,
    ...(stacks === undefined ? {} : { stacks }),
    createdAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
