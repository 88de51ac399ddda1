import { z } from 'zod'
import { Role } from '../role.ts'
import type { Wire } from '../wire.ts'

export const TokenName = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9 ._@-]{0,62}$/,
    'A token name begins with a letter or digit, goes on with letters, digits, spaces and . _ @ -, and has at most 63 characters.',
  )

/** A name of a stack in which `*` stands for any characters. */
export const StackPattern = z
  .string()
  .regex(
    /^[a-zA-Z0-9_*-]{1,63}$/,
    'A pattern is the name of a stack, with * for any characters, of at most 63 characters.',
  )

export const StackPatterns = z.array(StackPattern).min(1).max(50)

export const NewToken = z
  .strictObject({
    name: TokenName,
    role: Role,
    /** Days from now until it ends; without it, it has no end. */
    expiresInDays: z.number().int().min(1).max(3650).exactOptional(),
    /** Stacks that a deployer may change; without it, all. */
    stacks: StackPatterns.exactOptional(),
  })
  .refine(({ role, stacks }) => role === 'deployer' || stacks === undefined, {
    path: ['stacks'],
    message: 'Only the role deployer is bound to stacks: a viewer changes none, an admin all.',
  })
export type NewToken = Wire<typeof NewToken>

export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  /** Stacks that it may change; absent: all. */
  stacks: StackPatterns.exactOptional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional(),
})
export type TokenView = Wire<typeof TokenView>

/** `secret` is shown this once and kept hashed only. */
export const CreatedToken = TokenView.extend({ secret: z.string() })
export type CreatedToken = Wire<typeof CreatedToken>

export const TokenList = z.object({ tokens: z.array(TokenView) })
export type TokenList = Wire<typeof TokenList>
