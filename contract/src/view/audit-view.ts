import { z } from 'zod'
import { Role } from '../role.ts'
import type { Wire } from '../wire.ts'

/** One line of the audit trail. It has no secrets and no bodies. */
export const AuditEntry = z.object({
  at: z.iso.datetime(),
  /** Name of the token; absent where nobody was let in. */
  by: z.string().exactOptional(),
  role: Role.exactOptional(),
  /** How the caller came in: a token, Git, or the page. */
  via: z.enum(['bearer', 'basic', 'cookie', 'file']).exactOptional(),
  /** Address of the client, as far as trusted proxies tell. */
  address: z.string().exactOptional(),
  /** Id of the route, `push`, or what else was done. */
  action: z.string(),
  /** What it was done to: parameters of the path, refs of a push, a name. */
  target: z.record(z.string(), z.string()).exactOptional(),
  /** `done`, or the code of the problem that it ended with. */
  result: z.string(),
})
export type AuditEntry = Wire<typeof AuditEntry>

export const AuditTrail = z.object({ entries: z.array(AuditEntry) })
export type AuditTrail = Wire<typeof AuditTrail>
