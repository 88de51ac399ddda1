import { z } from 'zod'
import { Role } from '../role.ts'
import type { Wire } from '../wire.ts'

export const TokenName = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9 ._@-]{0,62}$/,
    'A token name begins with a letter or digit, goes on with letters, digits, spaces and . _ @ -, and has at most 63 characters.',
  )

export const NewToken = z.strictObject({
  name: TokenName,
  role: Role,
  /** Days from now until it ends; without it, it has no end. */
  expiresInDays: z.number().int().min(1).max(3650).exactOptional(),
})
export type NewToken = Wire<typeof NewToken>

export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional(),
})
export type TokenView = Wire<typeof TokenView>

/** `secret` is shown this once and kept hashed only. */
export const CreatedToken = TokenView.extend({ secret: z.string() })
export type CreatedToken = Wire<typeof CreatedToken>

export const TokenList = z.object({ tokens: z.array(TokenView) })
export type TokenList = Wire<typeof TokenList>
