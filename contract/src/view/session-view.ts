import { z } from 'zod'
import { Role } from '../role.ts'
import type { Wire } from '../wire.ts'
import { StackPatterns } from './token-view.ts'

/** `secret` is what a one-time login link carries in its fragment, or a token. */
export const LoginRequest = z.strictObject({ secret: z.string().min(1).max(512) })
export type LoginRequest = Wire<typeof LoginRequest>

/** Fragment of a login link: `https://host/#login=<secret>`. */
export const LOGIN_FRAGMENT = 'login'

/** Who is asking, and where the stacks repository is. */
export const SessionView = z.object({
  /** Name of the token; its commits bear it. */
  name: z.string(),
  role: Role,
  /** Stacks that it may change; absent: all. */
  stacks: StackPatterns.exactOptional(),
  /** When it has to log in again; absent for tokens without an end. */
  expiresAt: z.iso.datetime().exactOptional(),
  /** Version of Kesako. */
  version: z.string(),
  /** Remote of the stacks repository, for `git clone`. */
  gitUrl: z.string(),
  /** The branch that says what shall run. */
  branch: z.string(),
})
export type SessionView = Wire<typeof SessionView>

/** A link that logs in once, as the one who made it. */
export const LoginLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() })
export type LoginLink = Wire<typeof LoginLink>
