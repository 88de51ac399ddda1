import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { PlanView } from '../view/plan-view.ts'
import { StackList, StackView } from '../view/stack-view.ts'
import {
  ChangedStack,
  CommitAnswer,
  CommitOptions,
  NewStack,
  SyncAllRequest,
  SyncAnswer,
  ValidateAnswer,
  ValidateRequest,
} from '../view/write-view.ts'
import {
  COMMIT_EXAMPLE,
  COMPOSE_EXAMPLE,
  DEPLOYMENT_EXAMPLE,
  PLAN_EXAMPLE,
  REMOVAL_PLAN_EXAMPLE,
  STACK_EXAMPLE,
} from './example.ts'
import { adoptRoutes } from './adopt-routes.ts'
import { COMMIT_PROBLEMS } from './commit-problems.ts'
import { historyRoutes } from './history-routes.ts'
import { inspectRoutes } from './inspect-routes.ts'
import { scaleRoutes } from './scale-routes.ts'
import { StackListQuery } from './stack-list-query.ts'
import { Flag, WriteQuery } from './query.ts'
import { route } from './route.ts'

const params = z.object({ name: StackName })
const shop = { name: 'shop' }
const wait = z.object({ wait: Flag.exactOptional() })
const syncAnswer = { finished: true, revision: COMMIT_EXAMPLE, deployments: [DEPLOYMENT_EXAMPLE] }
const reads = ['repository-unreadable', 'engine-unreachable', 'engine-failed'] as const
const etag = { etag: STACK_EXAMPLE.etag, warnings: [] } as const

export const stackRoutes = {
  listStacks: route({
    method: 'GET',
    path: '/api/stacks',
    summary: 'All stacks of the repository and of the swarm',
    description:
      'Filters go together; several values are joined by commas. The weak ETag is that of what is asked for, whenever it was read: `If-None-Match` answers 304 while nothing changed.',
    role: 'viewer',
    query: StackListQuery,
    answer: { kind: 'json', status: 200, schema: StackList },
    conditional: true,
    problems: reads,
    example: {
      query: { sync: 'out-of-sync,drifted', q: 'shop', limit: '50' },
      answer: {
        revision: COMMIT_EXAMPLE,
        engine: { connected: true },
        readAt: '2026-11-23T09:41:07.000Z',
        total: 1,
        stacks: [STACK_EXAMPLE],
      },
    },
  }),
  getStack: route({
    method: 'GET',
    path: '/api/stacks/:name',
    summary: 'One stack',
    description: 'The header `ETag` is the digest of its inputs.',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: StackView },
    problems: ['stack-unknown', ...reads],
    example: { params: shop, answer: STACK_EXAMPLE },
  }),
  createStack: route({
    method: 'POST',
    path: '/api/stacks',
    summary: 'Commit a new stack out of a Compose file, or of a stack definition and options',
    description: 'Validated first; `dryRun` answers with the plan and commits nothing.',
    role: 'deployer',
    query: WriteQuery,
    body: NewStack,
    answer: { kind: 'json', status: 201, schema: CommitAnswer },
    problems: [
      'stack-exists',
      'files-invalid',
      'definition-unknown',
      'options-invalid',
      'engine-unreachable',
      'engine-failed',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      query: { dryRun: 'false' },
      body: { name: 'shop', compose: COMPOSE_EXAMPLE },
      answer: {
        stack: 'shop',
        committed: true,
        revision: COMMIT_EXAMPLE,
        plan: PLAN_EXAMPLE,
        ...etag,
      },
    },
  }),
  updateStack: route({
    method: 'PUT',
    path: '/api/stacks/:name',
    summary: 'Commit another Compose file or other settings of a stack',
    description:
      'Validated first. A commit that changed the stack meanwhile answers 412, or 409 with both versions where it came in between.',
    role: 'deployer',
    params,
    query: WriteQuery,
    body: ChangedStack,
    answer: { kind: 'json', status: 200, schema: CommitAnswer },
    ifMatch: 'required',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'files-invalid',
      'definition-unknown',
      'definition-edited',
      'options-invalid',
      'engine-unreachable',
      'engine-failed',
      'stale-etag',
      'if-match-missing',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: shop,
      query: { wait: 'true' },
      body: { compose: COMPOSE_EXAMPLE, settings: { env: { TAG: '1.29' } } },
      answer: {
        stack: 'shop',
        committed: true,
        revision: COMMIT_EXAMPLE,
        plan: PLAN_EXAMPLE,
        ...etag,
        deploymentId: DEPLOYMENT_EXAMPLE.id,
        finished: true,
        deployment: DEPLOYMENT_EXAMPLE,
      },
    },
  }),
  deleteStack: route({
    method: 'DELETE',
    path: '/api/stacks/:name',
    summary: "Commit the deletion of a stack's files",
    description: 'The swarm follows; volumes are kept.',
    role: 'deployer',
    params,
    query: WriteQuery,
    answer: { kind: 'json', status: 200, schema: CommitAnswer },
    ifMatch: 'required',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'stale-etag',
      'if-match-missing',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: shop,
      answer: {
        stack: 'shop',
        committed: true,
        revision: COMMIT_EXAMPLE,
        plan: REMOVAL_PLAN_EXAMPLE,
        warnings: [],
      },
    },
  }),
  syncStack: route({
    method: 'POST',
    path: '/api/stacks/:name/sync',
    summary: 'Deploy one stack now',
    description:
      'Repeats a failed attempt and repairs drift; `resolve=true` also asks registries again for every image, so that a moved tag is deployed. Answers at once; `wait=true` waits for the end.',
    role: 'deployer',
    params,
    query: wait.extend({ resolve: Flag.exactOptional() }),
    answer: { kind: 'json', status: 202, schema: SyncAnswer },
    problems: ['stack-unknown', 'stack-not-in-git', 'stack-paused', 'repository-unreadable'],
    example: { params: shop, query: { wait: 'true' }, answer: syncAnswer },
  }),
  syncAll: route({
    method: 'POST',
    path: '/api/sync',
    summary: 'Deploy several stacks, or all, now',
    description:
      '`confirmRemovals` lets through what `maxRemovals` holds. Answers at once; `wait=true` waits.',
    role: 'deployer',
    query: wait,
    body: SyncAllRequest,
    answer: { kind: 'json', status: 202, schema: SyncAnswer },
    problems: ['stack-paused', 'repository-unreadable'],
    example: { body: { stacks: ['shop'] }, query: { wait: 'true' }, answer: syncAnswer },
  }),
  validateStack: route({
    method: 'POST',
    path: '/api/stacks/validate',
    summary: 'Problems of a Compose file that is not committed',
    role: 'viewer',
    body: ValidateRequest,
    answer: { kind: 'json', status: 200, schema: ValidateAnswer },
    problems: ['repository-unreadable'],
    example: {
      body: { name: 'shop', compose: 'services:\n  web:\n    imagee: nginx\n' },
      answer: {
        valid: false,
        problems: [
          {
            code: 'unknown-key',
            severity: 'error',
            message: 'A service has no key imagee.',
            remedy: 'Did you mean image?',
            place: { file: 'docker-compose-shop.yml', line: 3, column: 5 },
            path: 'services.web.imagee',
          },
        ],
      },
    },
  }),
  planStack: route({
    method: 'GET',
    path: '/api/stacks/:name/plan',
    summary: 'What a deployment of the head would change now',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: PlanView },
    problems: ['stack-unknown', 'stack-not-in-git', 'files-invalid', 'branch-missing', ...reads],
    example: { params: shop, answer: PLAN_EXAMPLE },
  }),
  enableStack: route({
    method: 'POST',
    path: '/api/stacks/:name/enable',
    summary: 'Commit `enabled: true` into the settings of a stack',
    role: 'deployer',
    params,
    query: WriteQuery,
    body: CommitOptions,
    answer: { kind: 'json', status: 200, schema: CommitAnswer },
    ifMatch: 'optional',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'files-invalid',
      'stale-etag',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: shop,
      body: {},
      answer: { stack: 'shop', committed: true, revision: COMMIT_EXAMPLE, ...etag },
    },
  }),
  disableStack: route({
    method: 'POST',
    path: '/api/stacks/:name/disable',
    summary: 'Commit `enabled: false`: the swarm stops it, its files and volumes are kept',
    role: 'deployer',
    params,
    query: WriteQuery,
    body: CommitOptions,
    answer: { kind: 'json', status: 200, schema: CommitAnswer },
    ifMatch: 'optional',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'files-invalid',
      'stale-etag',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: shop,
      body: { message: 'Switch the shop off for the move' },
      answer: { stack: 'shop', committed: true, revision: COMMIT_EXAMPLE, ...etag },
    },
  }),
  ...scaleRoutes,
  ...historyRoutes,
  ...inspectRoutes,
  ...adoptRoutes,
} as const
