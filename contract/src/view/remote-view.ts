import { z } from 'zod'
import type { Wire } from '../wire.ts'

export const RemoteTroubleView = z.object({
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  /** Since when without a break. */
  since: z.iso.datetime(),
})
export type RemoteTroubleView = Wire<typeof RemoteTroubleView>

/** The Git remote whose branch says what shall run. */
export const RemoteView = z.object({
  /** Without credentials. */
  url: z.string(),
  /** When it last told where its branch is. */
  reachedAt: z.iso.datetime().exactOptional(),
  /** Why it can't be followed now; what was fetched last stays in force. */
  trouble: RemoteTroubleView.exactOptional(),
  /** Why its copy of the journal is behind. */
  journalTrouble: RemoteTroubleView.exactOptional(),
})
export type RemoteView = Wire<typeof RemoteView>
