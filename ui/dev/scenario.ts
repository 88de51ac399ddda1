import type { Role, StackList } from '@kesako/contract'
import { allWell, everyState, manyStacks } from './stacks-fixture.ts'

/** What the fixture server plays. */
export interface Scenario {
  /** `null`: nobody is logged in. */
  readonly role: Role | null
  readonly list: StackList
  /** Milliseconds before `GET /api/stacks` answers. */
  readonly delayMs?: number
  /** `GET /api/stacks` fails with this code of the contract. */
  readonly failure?: 'repository-unreadable' | 'internal-error' | 'role-missing'
  /** The server drops every connection. */
  readonly down?: boolean
}

const base = { role: 'deployer', list: everyState } as const satisfies Scenario
const { revision: _, ...noRevision } = everyState

export const scenarios = {
  every: base,
  well: { ...base, list: allWell },
  many: { ...base, list: manyStacks },
  viewer: { ...base, role: 'viewer' },
  loading: { ...base, delayMs: 60_000 },
  error: { ...base, failure: 'repository-unreadable' },
  forbidden: { ...base, failure: 'role-missing' },
  'logged-out': { ...base, role: null },
  down: { ...base, down: true },
  empty: {
    ...base,
    list: {
      ...noRevision,
      total: 0,
      stacks: [],
      held: {
        code: 'no-branch',
        reason:
          'The stacks repository has no branch "main", so nothing is changed; push it to go on.',
      },
    },
  },
  unmanaged: {
    ...base,
    list: {
      ...noRevision,
      stacks: everyState.stacks.filter(({ managed }) => !managed),
      held: {
        code: 'no-branch',
        reason:
          'The stacks repository has no branch "main", so nothing is changed; push it to go on.',
      },
    },
  },
  held: {
    ...base,
    list: {
      ...allWell,
      held: {
        code: 'unrelated-history',
        reason:
          "Revision f3a91c2 doesn't descend from 0123456, the first commit of this stacks repository, so nothing is changed; push a head with that history to go on.",
      },
    },
  },
  'engine-lost': {
    ...base,
    list: {
      ...allWell,
      engine: { connected: false, reason: 'connect ECONNREFUSED /var/run/docker.sock.' },
    },
  },
} as const satisfies Readonly<Record<string, Scenario>>

export type ScenarioName = keyof typeof scenarios
