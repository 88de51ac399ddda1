import { z } from 'zod'

/** Does the swarm run what Git says? A value that a client doesn't know reads as `unknown`. */
export const SyncView = z
  .enum(['synced', 'out-of-sync', 'drifted', 'held', 'unknown'])
  .catch('unknown')
export type SyncView = z.infer<typeof SyncView>

/** Does it work? A value that a client doesn't know reads as `unknown`. */
export const HealthView = z
  .enum(['healthy', 'progressing', 'degraded', 'missing', 'stopped', 'unknown'])
  .catch('unknown')
export type HealthView = z.infer<typeof HealthView>
