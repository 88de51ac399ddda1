import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { DeploymentView } from './deployment-view.ts'

/** Newest first. */
export const DeploymentList = z.object({ deployments: z.array(DeploymentView) })
export type DeploymentList = Wire<typeof DeploymentList>

export const Probe = z.object({ status: z.literal('ok') })
export type Probe = Wire<typeof Probe>
