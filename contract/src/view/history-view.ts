import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { DeploymentView } from './deployment-view.ts'
import { CommitView } from './stack-view.ts'

/** A commit that touched inputs of a stack, with the deployments of what it made. */
export const HistoryEntry = z.object({
  commit: CommitView,
  /** Newest first. */
  deployments: z.array(DeploymentView),
})
export type HistoryEntry = Wire<typeof HistoryEntry>

/** Commits of a stack's inputs, newest first. */
export const HistoryPage = z.object({
  stack: z.string(),
  /** The revision that history is read from: send it back with the next offset. */
  revision: z.string(),
  entries: z.array(HistoryEntry),
  /** Deployments of revisions that the history of the branch doesn't have any more, newest first; with the first page. */
  detached: z.array(DeploymentView),
  /** The offset of the next page; absent on the last one. */
  nextOffset: z.number().int().exactOptional(),
})
export type HistoryPage = Wire<typeof HistoryPage>
