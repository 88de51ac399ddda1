import { describe, expect, it } from 'vitest'
import { deployment, stack } from '../../dev/stack-fixture.ts'
import { syncWord } from './sync-word.ts'

const failed = deployment('shop', 5, {
  end: { endedAt: '2026-11-23T02:12:20.000Z', outcome: 'failed', code: 'task-failed' },
})

describe('syncWord', () => {
  it.each(['synced', 'out-of-sync', 'drifted', 'held', 'unknown'] as const)(
    'is the sync status %s when nothing else is to say',
    (sync) => {
      expect(syncWord(stack('shop', { sync }))).toBe(sync)
    },
  )

  it('is applying while a deployment runs, whatever came before', () => {
    expect(syncWord(stack('shop', { deploying: true, sync: 'drifted' }))).toBe('applying')
    expect(syncWord(stack('shop', { deploying: true, lastDeployment: failed }))).toBe('applying')
    expect(syncWord(stack('shop', { deploying: true, enabled: false }))).toBe('applying')
  })

  it('is failed when the last deployment failed for the inputs that Git has now', () => {
    expect(syncWord(stack('shop', { lastDeployment: failed, sync: 'synced' }))).toBe('failed')
  })

  it('is the sync status again when Git has other inputs than those that failed', () => {
    const older = { ...failed, inputsDigest: 'another' }
    expect(syncWord(stack('shop', { lastDeployment: older, sync: 'out-of-sync' }))).toBe(
      'out-of-sync',
    )
  })

  it('is not failed after a deployment that was superseded, held or interrupted', () => {
    for (const outcome of ['superseded', 'held', 'interrupted', 'unchanged'] as const) {
      const last = deployment('shop', 5, { end: { endedAt: failed.startedAt, outcome } })
      expect(syncWord(stack('shop', { lastDeployment: last }))).toBe('synced')
    }
  })

  it('is disabled when Git switches it off', () => {
    expect(syncWord(stack('shop', { enabled: false, sync: 'synced' }))).toBe('disabled')
  })

  it('shows a failed removal of a disabled stack as failed', () => {
    expect(syncWord(stack('shop', { enabled: false, lastDeployment: failed }))).toBe('failed')
  })

  it('is not in Git for a stack that only the swarm knows', () => {
    expect(syncWord(stack('cms', { managed: false, sync: 'unknown' }))).toBe('not-in-git')
  })
})
