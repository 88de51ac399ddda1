import type { Deployment } from '@kesako/core'
import { describe, expect, it } from 'vitest'
import { describeChanges, describeEnd } from './deployment-lines.ts'
import { styleFor } from './style.ts'

const plain = styleFor({ write: () => {}, isTerminal: false }, {})
const deployment: Deployment = {
  id: '1',
  stack: 'shop',
  action: 'deploy',
  revision: 'abc',
  repository: 'files',
  inputsDigest: 'd',
  actor: { name: 'ana', via: 'cli' },
  startedAt: '2026-11-23T10:00:00Z',
  changes: [],
}

describe('describeEnd', () => {
  it('says why a deployment failed, with its code', () => {
    const end = {
      endedAt: '2026-11-23T10:01:00Z',
      outcome: 'failed',
      code: 'crash-loop',
      reason: 'web exits at once.',
    } as const
    expect(describeEnd({ ...deployment, end }, plain)).toBe(
      'shop: failed (crash-loop): web exits at once.',
    )
  })

  it('needs one word for a deployment that went well', () => {
    const end = { endedAt: '2026-11-23T10:01:00Z', outcome: 'deployed' } as const
    expect(describeEnd({ ...deployment, end }, plain)).toBe('shop: deployed')
  })
})

describe('describeChanges', () => {
  it('counts by action', () => {
    const change = (action: 'create' | 'update') =>
      ({ action, kind: 'service', name: 'a', restarts: false }) as const
    expect(describeChanges([change('create'), change('create'), change('update')])).toBe(
      '2 creates, 1 update',
    )
    expect(describeChanges([])).toBe('nothing to write')
  })
})
