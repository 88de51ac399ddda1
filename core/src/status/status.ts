/** Does live equal Git? */
export type SyncStatus = 'synced' | 'out-of-sync' | 'drifted' | 'held' | 'unknown'

/** Does it work? */
export type Health = 'healthy' | 'progressing' | 'degraded' | 'missing' | 'stopped' | 'unknown'
