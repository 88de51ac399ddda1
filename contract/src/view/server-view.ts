import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { DeploymentView } from './deployment-view.ts'

/** Newest first. */
export const DeploymentList = z.object({ deployments: z.array(DeploymentView) })
export type DeploymentList = Wire<typeof DeploymentList>

export const Probe = z.object({
  status: z.literal('ok'),
  /** With a Git remote: whether it is followed now. What was fetched last stays in force, so the server is ready. */
  remote: z
    .object({ followed: z.boolean(), since: z.iso.datetime().exactOptional() })
    .exactOptional(),
})
export type Probe = Wire<typeof Probe>
