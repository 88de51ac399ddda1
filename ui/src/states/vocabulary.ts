import type { Health } from '@kesako/core'
import type { IconName } from '../icons/collection.ts'

/** Colour role of a state; a token of the theme, never a palette number. */
export type Tone = 'ok' | 'busy' | 'warn' | 'drift' | 'bad' | 'off'

/** What the sync square says. Composed from sync status, `enabled` and the deployment. */
export type SyncWord =
  | 'synced'
  | 'out-of-sync'
  | 'drifted'
  | 'held'
  | 'applying'
  | 'failed'
  | 'disabled'
  | 'unknown'
  | 'not-in-git'

/** How a state looks and what it says. `sentence` is for tooltips and screen readers. */
export interface StateLook {
  readonly icon: IconName
  readonly tone: Tone
  readonly word: string
  readonly sentence: string
  /** True while something runs: the glyph turns. */
  readonly turns?: boolean
}

export const syncLooks: Readonly<Record<SyncWord, StateLook>> = {
  synced: {
    icon: 'kesako:synced',
    tone: 'ok',
    word: 'Synced',
    sentence: 'The swarm runs what Git says.',
  },
  'out-of-sync': {
    icon: 'kesako:out-of-sync',
    tone: 'warn',
    word: 'Out of sync',
    sentence: 'Git has a commit that isn’t on the swarm yet.',
  },
  drifted: {
    icon: 'kesako:drifted',
    tone: 'drift',
    word: 'Drifted',
    sentence: 'Somebody changed the swarm outside Git.',
  },
  held: {
    icon: 'kesako:held',
    tone: 'warn',
    word: 'Held',
    sentence: 'Kesako sees a difference and waits for a person; the reason is beside it.',
  },
  applying: {
    icon: 'kesako:applying',
    tone: 'busy',
    word: 'Applying',
    sentence: 'A deployment runs now.',
  },
  failed: {
    icon: 'kesako:failed',
    tone: 'bad',
    word: 'Failed',
    sentence: 'The last deployment didn’t finish; the reason is beside it.',
  },
  disabled: {
    icon: 'kesako:disabled',
    tone: 'off',
    word: 'Disabled',
    sentence: 'Switched off in Git; files and volumes are kept.',
  },
  unknown: {
    icon: 'kesako:sync-unknown',
    tone: 'off',
    word: 'Unknown',
    sentence: 'Git or the swarm can’t be read right now.',
  },
  'not-in-git': {
    icon: 'kesako:branch',
    tone: 'off',
    word: 'Not in Git',
    sentence: 'It runs on the swarm and no Compose file of the stacks repository names it.',
  },
}

export const healthLooks: Readonly<Record<Health, StateLook>> = {
  healthy: {
    icon: 'kesako:healthy',
    tone: 'ok',
    word: 'Healthy',
    sentence: 'All tasks run and pass their checks.',
  },
  progressing: {
    icon: 'kesako:progressing',
    tone: 'busy',
    word: 'Progressing',
    sentence: 'Tasks are starting; nothing has failed.',
    turns: true,
  },
  degraded: {
    icon: 'kesako:degraded',
    tone: 'bad',
    word: 'Degraded',
    sentence: 'Some tasks fail or find no node.',
  },
  missing: {
    icon: 'kesako:missing',
    tone: 'bad',
    word: 'Missing',
    sentence: 'Git asks for it, nothing of it runs.',
  },
  stopped: {
    icon: 'kesako:stopped',
    tone: 'off',
    word: 'Stopped',
    sentence: 'Meant to run no task.',
  },
  unknown: {
    icon: 'kesako:health-unknown',
    tone: 'off',
    word: 'Unknown',
    sentence: 'The engine doesn’t answer.',
  },
}
