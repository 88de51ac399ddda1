import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { HistoryPage } from '../view/history-view.ts'
import { RollbackAnswer, RollbackRequest } from '../view/rollback-view.ts'
import {
  COMMIT_EXAMPLE,
  COMPOSE_EXAMPLE,
  DEPLOYMENT_EXAMPLE,
  PLAN_EXAMPLE,
  STACK_EXAMPLE,
} from './example.ts'
import { COMMIT_PROBLEMS } from './commit-problems.ts'
import { WriteQuery } from './query.ts'
import { route } from './route.ts'

const params = z.object({ name: StackName })
const commit = {
  revision: COMMIT_EXAMPLE,
  author: 'Ana Ruiz',
  date: '2026-11-23T10:40:58+01:00',
  subject: 'Update the shop to 1.29',
}

/** The past of a stack, and the way back to it. */
export const historyRoutes = {
  stackHistory: route({
    method: 'GET',
    path: '/api/stacks/:name/history',
    summary: "Commits of a stack's inputs with their deployments, newest first",
    description:
      'Also of a stack whose files are gone. Send `revision` of the first page with later offsets, so that a new commit shifts nothing.',
    role: 'viewer',
    params,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).exactOptional(),
      offset: z.coerce.number().int().min(0).max(100_000).exactOptional(),
      revision: z
        .string()
        .regex(/^[0-9a-f]{40,64}$/, 'Send the id of a commit in full.')
        .exactOptional(),
    }),
    answer: { kind: 'json', status: 200, schema: HistoryPage },
    problems: ['stack-unknown', 'revision-unknown', 'branch-missing', 'repository-unreadable'],
    example: {
      params: { name: 'shop' },
      query: { limit: '20' },
      answer: {
        stack: 'shop',
        revision: COMMIT_EXAMPLE,
        entries: [{ commit, deployments: [DEPLOYMENT_EXAMPLE] }],
        detached: [],
        nextOffset: 20,
      },
    },
  }),
  rollbackStack: route({
    method: 'POST',
    path: '/api/stacks/:name/rollback',
    summary: "Commit a stack's own inputs as they were at an earlier revision",
    description:
      'The branch goes forward, so that it works with self-heal on. Inputs that other stacks use too are restored with `includeShared` only. The dry run shows the plan, which other stacks move, and what Git cannot bring back: moved tags, which `pin` replaces by the digests that ran, and variables of the server.',
    role: 'deployer',
    params,
    query: WriteQuery,
    body: RollbackRequest,
    answer: { kind: 'json', status: 200, schema: RollbackAnswer },
    ifMatch: 'optional',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'revision-unknown',
      'rollback-refused',
      'files-invalid',
      'stale-etag',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: { name: 'shop' },
      query: { dryRun: 'true' },
      body: { revision: COMMIT_EXAMPLE },
      answer: {
        stack: 'shop',
        committed: false,
        etag: STACK_EXAMPLE.etag,
        plan: PLAN_EXAMPLE,
        warnings: [],
        files: [{ path: 'docker-compose-shop.yml', content: COMPOSE_EXAMPLE }],
        diff: '--- a/docker-compose-shop.yml\n+++ b/docker-compose-shop.yml\n@@ -3,1 +3,1 @@\n-    image: nginx:1.30\n+    image: nginx:1.29\n',
        to: COMMIT_EXAMPLE,
        shared: [{ path: 'common.env', stacks: ['mail'], restored: false }],
        moves: [],
        movingImages: [
          { service: 'web', image: 'nginx:1.29', ran: 'nginx:1.29@sha256:00', pinned: false },
        ],
        runnerVariables: ['REGION'],
      },
    },
  }),
} as const
