import type { Deployment, DeploymentEnd } from '@kesako/core'
import { expect, it } from 'vitest'
import { journalDisorder, type Pushed } from './journal-order.ts'

const A = 'a'.repeat(40)
const B = 'b'.repeat(40)

function entry(revision: string, end?: Partial<DeploymentEnd>): Deployment {
  return {
    id: `of-${revision.slice(0, 1)}`,
    stack: 'shop',
    action: 'deploy',
    revision,
    repository: 'root',
    inputsDigest: `inputs ${revision}`,
    actor: { name: 'Ada', via: 'push' },
    startedAt: '2026-01-01T00:00:00.000Z',
    changes: [],
    ...(end && { end: { endedAt: '2026-01-01T00:00:01.000Z', outcome: 'deployed', ...end } }),
  }
}

const failed = { outcome: 'failed', code: 'crash-loop', reason: 'It ends.' } as const
const first: Pushed = { revision: A, stacks: ['shop'] }
const second: Pushed = { revision: B, stacks: ['shop', 'mail'] }
const other: Pushed = { revision: B, stacks: ['mail'] }

const cases: readonly {
  readonly says: string
  readonly entries: readonly Deployment[]
  readonly pushed: readonly Pushed[]
  readonly failing?: string
  readonly wrong: readonly string[]
}[] = [
  {
    says: 'every revision deployed once is in order',
    entries: [entry(B, {}), entry(A, {})],
    pushed: [first, second],
    wrong: [],
  },
  { says: 'no end is none', entries: [entry(A)], pushed: [first], wrong: ['has no end'] },
  {
    says: 'a failure that nobody expects is none',
    entries: [entry(A, failed)],
    pushed: [first],
    wrong: ['failed with crash-loop: It ends.'],
  },
  {
    says: 'the failure that is expected is in order',
    entries: [entry(A, failed)],
    pushed: [first],
    failing: 'crash-loop',
    wrong: [],
  },
  {
    says: 'a revision without an entry is none',
    entries: [entry(B, {})],
    pushed: [first, second],
    wrong: ['no entry for revision aaaaaaa'],
  },
  {
    says: 'a revision that a later one overtook needs no entry',
    entries: [entry(B, {})],
    pushed: [{ ...first, overtaken: true }, second],
    wrong: [],
  },
  {
    says: 'the last revision needs one even so',
    entries: [entry(A, {})],
    pushed: [first, { ...second, overtaken: true }],
    wrong: ['no entry for revision bbbbbbb'],
  },
  {
    says: 'a revision that changed another stack needs none',
    entries: [entry(A, {})],
    pushed: [first, other],
    wrong: [],
  },
  {
    says: 'a second deployment of what runs is none',
    entries: [entry(A, { outcome: 'unchanged' }), entry(A, {})],
    pushed: [first],
    wrong: ['repeats deploy of-a at aaaaaaa'],
  },
  {
    says: 'a second deployment of what was superseded is in order',
    entries: [entry(A, {}), entry(A, { outcome: 'superseded' })],
    pushed: [first],
    wrong: [],
  },
]

it.each(cases)('$says', ({ entries, pushed, failing, wrong }) => {
  const facts = { entries, pushed, ...(failing === undefined ? {} : { failing }) }
  expect(journalDisorder('shop', facts)).toEqual(wrong.map((part) => expect.stringContaining(part)))
})
