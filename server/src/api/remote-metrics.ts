import type { RemoteState } from '@kesako/repository'
import { metric } from './metric-text.ts'

/** How a Git remote is followed; nothing where there is none. */
export function remoteMetrics(remote: RemoteState | undefined): string {
  if (remote === undefined) return ''
  const { reachedAt, trouble, journalTrouble } = remote
  const seconds = reachedAt === undefined ? 0 : Date.parse(reachedAt) / 1000
  return [
    metric('kesako_remote_followed', 'gauge', 'Whether the Git remote is followed.', [
      ['', trouble === undefined ? 1 : 0],
    ]),
    metric(
      'kesako_remote_reached_timestamp_seconds',
      'gauge',
      'When the Git remote last answered.',
      [['', seconds]],
    ),
    metric('kesako_remote_journal_copied', 'gauge', 'Whether the remote has the whole journal.', [
      ['', journalTrouble === undefined ? 1 : 0],
    ]),
  ].join('')
}
