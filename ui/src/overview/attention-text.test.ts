import { describe, expect, it } from 'vitest'
import { deployment, FIXTURE_NOW, minutesBefore, source, stack } from '../../dev/stack-fixture.ts'
import { attentionText } from './attention-text.ts'

const now = Date.parse(FIXTURE_NOW)

describe('attentionText', () => {
  it('names the failing service of a degraded stack and keeps the program’s words', () => {
    const reason = 'exited 1 four times in 2 min: FATAL: no role "billing"'
    const billing = stack('billing', { health: 'degraded', healthReason: reason })
    expect(attentionText({ stack: billing, kind: 'degraded' }, now)).toMatchObject({
      service: 'web',
      reason,
      meta: 'Deployed 1 d ago by Léa Fournier',
      button: 'See why',
      look: { word: 'Degraded' },
    })
  })

  it('doesn’t name the service twice', () => {
    const healthReason = 'Service blog_web: the swarm paused its update.'
    const blog = stack('blog', { health: 'degraded', healthReason })
    expect(attentionText({ stack: blog, kind: 'degraded' }, now)).toMatchObject({
      service: 'web',
      reason: 'the swarm paused its update.',
    })
  })

  it('says how long a failed deployment took and when it ended', () => {
    const search = stack('search', {
      lastDeployment: deployment('search', 41, {
        startedAt: minutesBefore(46),
        end: { endedAt: minutesBefore(41), outcome: 'failed', reason: 'No node fits' },
      }),
    })
    expect(attentionText({ stack: search, kind: 'failed' }, now)).toMatchObject({
      reason: 'No node fits.',
      meta: 'Deployment of f3a91c2 ended after 5 min 00 s, 41 min ago',
    })
  })

  it('counts what a repair of drift changes', () => {
    const shop = stack('shop', {
      sync: 'drifted',
      syncReason: 'web runs 6 tasks; Git says 4',
      changes: [{ action: 'update', kind: 'service', name: 'shop_web', restarts: false }],
    })
    expect(attentionText({ stack: shop, kind: 'drifted' }, now)).toMatchObject({
      button: 'Show drift',
      meta: 'Deployed 1 d ago by Léa Fournier · 1 change, no task restarts',
    })
  })

  it('shows the place of a broken file and whose commit it is', () => {
    const wiki = stack('wiki', {
      source: source('wiki', 6, 'Add image', 'Marek Nowak'),
      problems: [
        {
          code: 'unknown-key',
          severity: 'error',
          message: 'A service has no key imagee.',
          place: { file: 'docker-compose-wiki.yml', line: 3, column: 5 },
        },
      ],
    })
    expect(attentionText({ stack: wiki, kind: 'broken' }, now)).toMatchObject({
      reason: 'docker-compose-wiki.yml:3:5: A service has no key imagee.',
      meta: expect.stringMatching(/^Commit [0-9a-f]{7} by Marek Nowak, 6 min ago$/),
    })
  })

  it('says something even where the server gave no reason', () => {
    const bare = stack('x', { sync: 'held', syncReason: '' })
    expect(attentionText({ stack: bare, kind: 'held' }, now).reason).toMatch(/waits for a person/)
  })
})
