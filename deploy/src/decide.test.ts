import type { Deployment, DeploymentEnd } from '@kesako/core'
import { describe, expect, it } from 'vitest'
import { decide, type StackFacts, type Verdict } from './decide.ts'

const facts: StackFacts = {
  wanted: 'enabled',
  inputsDigest: 'new',
  revision: 'r2',
  owned: true,
  selfHeal: false,
  prune: true,
  confirmed: false,
  asked: false,
  resolveImages: false,
  retryDue: true,
  cured: false,
}

function entry(digest: string, end?: Omit<DeploymentEnd, 'endedAt'>, over?: Partial<Deployment>) {
  const deployment: Deployment = {
    id: 'a1',
    stack: 'shop',
    action: 'deploy',
    revision: 'r1',
    repository: 'root',
    inputsDigest: digest,
    actor: { name: 'ada', via: 'push' },
    startedAt: '2026-11-23T00:00:00.000Z',
    changes: [],
    ...over,
  }
  return end === undefined
    ? deployment
    : { ...deployment, end: { endedAt: '2026-11-23T00:00:01.000Z', ...end } }
}

const deployed = entry('new', { outcome: 'deployed' })
const failed = entry('new', { outcome: 'failed', code: 'crash-loop' })
const cutOff = entry('new')

type Case = readonly [name: string, over: Partial<StackFacts>, verdict: Partial<Verdict>]

const cases: readonly Case[] = [
  ['a stack without history is deployed', {}, { kind: 'deploy', because: 'inputs' }],
  [
    'a new digest is deployed',
    { newest: entry('old', { outcome: 'deployed' }) },
    { kind: 'deploy', evenIfEmpty: false },
  ],
  [
    'a new digest after a failure is deployed',
    { newest: entry('old', { outcome: 'failed', code: 'crash-loop' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'going back to an earlier digest is deployed, although live may bear it',
    { newest: entry('old', { outcome: 'failed', code: 'rolled-back' }), liveDigest: 'new' },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'going back while another digest was on its way has to converge',
    { newest: entry('old', { outcome: 'superseded' }), liveDigest: 'new' },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'a new digest after a hold has nothing to converge for',
    { newest: entry('old', { outcome: 'held' }) },
    { kind: 'deploy', evenIfEmpty: false },
  ],
  [
    'a new digest after waiting for another stack has to converge',
    { newest: entry('old', { outcome: 'held', code: 'waits-for-stack' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'what waits for another stack is tried in every pass',
    { newest: entry('new', { outcome: 'held', code: 'waits-for-stack' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'inputs that are sound again without a change, since another stack is, are deployed',
    { newest: entry('new', { outcome: 'failed', code: 'inputs-broken' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'a stack that was removed and is back is deployed',
    { newest: entry('new', { outcome: 'removed' }, { action: 'remove' }) },
    { kind: 'deploy' },
  ],
  ['the digest applied last needs a plan', { newest: deployed }, { kind: 'compare' }],
  [
    'without journal, the digest that live bears needs a plan',
    { liveDigest: 'new' },
    { kind: 'compare' },
  ],
  ['no drift', { newest: deployed, plan: 'empty' }, { kind: 'nothing' }],
  ['drift is shown', { newest: deployed, plan: 'changes' }, { kind: 'drifted' }],
  [
    'drift is repaired by self-heal',
    { newest: deployed, plan: 'changes', selfHeal: true },
    { kind: 'deploy', because: 'self-heal' },
  ],
  [
    'drift is repaired when asked',
    { newest: deployed, plan: 'changes', asked: true },
    { kind: 'deploy', because: 'asked' },
  ],
  [
    'registries are asked again when a person wants it, whatever the plan',
    { newest: deployed, asked: true, resolveImages: true },
    { kind: 'deploy', because: 'asked' },
  ],
  ['what is held stays held', { newest: deployed, plan: 'held' }, { kind: 'held' }],
  [
    'a hold that is over is deployed',
    { newest: entry('new', { outcome: 'held' }), plan: 'changes' },
    { kind: 'deploy' },
  ],
  [
    'a hold that resolved itself is recorded',
    { newest: entry('new', { outcome: 'held' }), plan: 'empty' },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'drift beside what stays held is shown',
    { newest: entry('new', { outcome: 'held' }), plan: 'drift-beside-holds' },
    { kind: 'drifted' },
  ],
  [
    'drift beside what stays held is repaired by self-heal',
    { newest: entry('new', { outcome: 'held' }), plan: 'drift-beside-holds', selfHeal: true },
    { kind: 'deploy', because: 'self-heal' },
  ],
  ['a failed digest is not repeated', { newest: failed }, { kind: 'failed-before' }],
  [
    'not even by self-heal',
    { newest: failed, selfHeal: true, plan: 'changes' },
    { kind: 'failed-before' },
  ],
  [
    'a failed digest is repeated when asked',
    { newest: failed, asked: true },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'a transient failure is repeated',
    { newest: entry('new', { outcome: 'failed', code: 'engine-unreachable' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'a transient failure waits for its back-off',
    { newest: entry('new', { outcome: 'failed', code: 'lease-lost' }), retryDue: false },
    { kind: 'failed-before' },
  ],
  [
    'a missing external that came is repeated',
    { newest: entry('new', { outcome: 'failed', code: 'external-missing' }), cured: true },
    { kind: 'deploy' },
  ],
  [
    'what the registry refused is repeated once there are other credentials',
    { newest: entry('new', { outcome: 'failed', code: 'image-access-denied' }), cured: true },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  [
    'what the registry refuses is not repeated without',
    { newest: entry('new', { outcome: 'failed', code: 'image-access-denied' }) },
    { kind: 'failed-before' },
  ],
  [
    'a missing external that stays missing is not',
    { newest: entry('new', { outcome: 'failed', code: 'external-missing' }) },
    { kind: 'failed-before' },
  ],
  [
    'a superseded digest that is asked for again is converged',
    { newest: entry('new', { outcome: 'superseded' }) },
    { kind: 'deploy', evenIfEmpty: true },
  ],
  ['an entry without an end is continued', { newest: cutOff }, { kind: 'resume', entry: cutOff }],
  [
    'an entry without an end of other inputs is ended first',
    { newest: entry('old') },
    { kind: 'deploy', cutOff: entry('old') },
  ],
  [
    'a removal without an end is ended first when the stack is back',
    { newest: entry('new', undefined, { action: 'remove' }) },
    { kind: 'deploy' },
  ],
  ['broken inputs are told', { wanted: 'broken', newest: deployed }, { kind: 'broken' }],
  [
    'broken inputs are told once',
    { wanted: 'broken', newest: entry('new', { outcome: 'failed', code: 'inputs-broken' }) },
    { kind: 'failed-before' },
  ],
  [
    'other broken inputs are told again',
    { wanted: 'broken', newest: entry('old', { outcome: 'failed', code: 'inputs-broken' }) },
    { kind: 'broken' },
  ],
  [
    'an owned stack that the revision does not name is removed',
    { wanted: 'absent', newest: deployed },
    { kind: 'remove' },
  ],
  [
    'one that the revision does not name stays where the repository prunes nothing',
    { wanted: 'absent', newest: deployed, prune: false },
    { kind: 'held' },
  ],
  [
    'also in the middle of a deployment',
    { wanted: 'absent', newest: cutOff, prune: false },
    { kind: 'held' },
  ],
  [
    'it goes once a person confirmed that',
    { wanted: 'absent', newest: deployed, prune: false, confirmed: true },
    { kind: 'remove' },
  ],
  [
    'a disabled stack is removed also where the repository prunes nothing',
    { wanted: 'disabled', prune: false },
    { kind: 'remove' },
  ],
  ['a disabled stack is removed', { wanted: 'disabled' }, { kind: 'remove' }],
  [
    'a disabled stack that is gone stays so',
    { wanted: 'disabled', owned: false },
    { kind: 'nothing' },
  ],
  ['what is not ours is not removed', { wanted: 'absent', owned: false }, { kind: 'nothing' }],
  [
    'a removal without an end is continued, though nothing is left',
    { wanted: 'absent', owned: false, newest: entry('old', undefined, { action: 'remove' }) },
    { kind: 'resume-removal' },
  ],
  [
    'a deployment without an end is ended before the removal',
    { wanted: 'absent', owned: false, newest: cutOff },
    { kind: 'remove', cutOff },
  ],
  [
    'a removal that failed at this revision is not repeated',
    {
      wanted: 'absent',
      newest: entry(
        'old',
        { outcome: 'failed', code: 'network-in-use' },
        { action: 'remove', revision: 'r2' },
      ),
    },
    { kind: 'failed-before' },
  ],
  [
    'a removal that failed at another revision is repeated',
    {
      wanted: 'absent',
      newest: entry('old', { outcome: 'failed', code: 'network-in-use' }, { action: 'remove' }),
    },
    { kind: 'remove' },
  ],
]

describe('decide', () => {
  it.each(cases)('%s', (_name, over, verdict) => {
    expect(decide({ ...facts, ...over })).toMatchObject(verdict)
  })
})
