import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { DifferenceView, LogEvent, VariableList } from '../view/inspect-view.ts'
import { PLAN_EXAMPLE } from './example.ts'
import { Flag } from './query.ts'
import { route } from './route.ts'

const params = z.object({ name: StackName })
const shop = { name: 'shop' }

/** Looking closer at one stack. */
export const inspectRoutes = {
  stackVariables: route({
    method: 'GET',
    path: '/api/stacks/:name/variables',
    summary: 'Which variables a stack uses, from where each comes, and which are unset',
    description: 'Never their values.',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: VariableList },
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'files-invalid',
      'branch-missing',
      'repository-unreadable',
    ],
    example: {
      params: shop,
      answer: {
        stack: 'shop',
        variables: [
          { name: 'REGION', from: 'runner' },
          { name: 'TAG', from: 'settings', path: 'stack-shop.json' },
          { name: 'WORKERS', from: 'default' },
        ],
      },
    },
  }),
  stackDifference: route({
    method: 'GET',
    path: '/api/stacks/:name/diff',
    summary: 'What differs between the swarm and Git, field by field',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: DifferenceView },
    problems: ['stack-unknown', 'repository-unreadable', 'engine-unreachable', 'engine-failed'],
    example: {
      params: shop,
      answer: {
        stack: 'shop',
        sync: 'drifted',
        syncReason: 'The swarm was changed outside of Git.',
        changes: PLAN_EXAMPLE.changes,
        ignored: [],
      },
    },
  }),
  stackLogs: route({
    method: 'GET',
    path: '/api/stacks/:name/logs',
    summary: "The logs of a stack's services as a stream",
    description:
      'The last lines of each service, 100 unless `tail` says otherwise; `follow=true` goes on with what comes until the client hangs up. A line has at most 16 KiB.',
    role: 'viewer',
    params,
    query: z.object({
      service: z.string().min(1).max(255).exactOptional().describe('Its name in the Compose file.'),
      tail: z.coerce.number().int().min(0).max(5000).exactOptional(),
      follow: Flag.exactOptional(),
    }),
    answer: { kind: 'events', schema: LogEvent },
    problems: [
      'stack-unknown',
      'service-unknown',
      'too-many-listeners',
      'engine-unreachable',
      'engine-failed',
    ],
    example: {
      params: shop,
      query: { tail: '50', follow: 'true' },
      answer: {
        type: 'line',
        service: 'shop_web',
        task: 'w9mrm1gk1vd2n4x6c8v0b2m4q',
        stream: 'stdout',
        at: '2026-11-23T09:41:07.000000000Z',
        text: 'ready',
      },
    },
  }),
} as const
