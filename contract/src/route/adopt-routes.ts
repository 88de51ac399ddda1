import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { AdoptAllRequest, AdoptAnswer, AdoptRequest } from '../view/adopt-view.ts'
import { COMMIT_EXAMPLE, COMPOSE_EXAMPLE } from './example.ts'
import { WriteQuery } from './query.ts'
import { route } from './route.ts'

const query = WriteQuery
const problems = [
  'commit-conflict',
  'push-declined',
  'remote-unreachable',
  'repository-unreadable',
  'engine-unreachable',
  'engine-failed',
] as const
const answer = {
  committed: true,
  revision: COMMIT_EXAMPLE,
  stacks: [
    {
      stack: 'shop',
      files: [
        {
          path: 'docker-compose-shop.yml',
          bytes: COMPOSE_EXAMPLE.length,
          text: COMPOSE_EXAMPLE,
        },
      ],
      losses: [],
      notes: [],
    },
  ],
  left: [],
  outside: [{ name: 'helper', image: 'busybox:1' }],
} as const satisfies AdoptAnswer

/** Stacks that run unmanaged become files of the stacks repository. */
export const adoptRoutes = {
  adoptStack: route({
    method: 'POST',
    path: '/api/stacks/:name/adopt',
    summary: 'Commit a Compose file for a stack that runs unmanaged',
    description:
      'Converting the file gives what runs, so that taking it over restarts nothing; what a Compose file cannot say is named. `dryRun` commits nothing.',
    role: 'admin',
    params: z.object({ name: StackName }),
    query,
    body: AdoptRequest,
    answer: { kind: 'json', status: 200, schema: AdoptAnswer },
    problems: ['stack-unknown', 'stack-exists', ...problems],
    example: { params: { name: 'shop' }, query: { dryRun: 'false' }, body: {}, answer },
  }),
  adoptAll: route({
    method: 'POST',
    path: '/api/adopt',
    summary: 'Commit Compose files for several stacks that run unmanaged, or all',
    description:
      'One commit. A stack of which a Compose file cannot say everything is left, unless `acceptLosses`.',
    role: 'admin',
    query,
    body: AdoptAllRequest,
    answer: { kind: 'json', status: 200, schema: AdoptAnswer },
    problems,
    example: { query: { dryRun: 'true' }, body: { stacks: ['shop'] }, answer },
  }),
} as const
