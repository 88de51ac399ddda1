import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { CommitAnswer, ScaleRequest } from '../view/write-view.ts'
import { COMMIT_EXAMPLE, DEPLOYMENT_EXAMPLE, STACK_EXAMPLE } from './example.ts'
import { COMMIT_PROBLEMS } from './commit-problems.ts'
import { WriteQuery } from './query.ts'
import { route } from './route.ts'

export const scaleRoutes = {
  scaleStack: route({
    method: 'POST',
    path: '/api/stacks/:name/scale',
    summary: 'Commit other numbers of tasks',
    description:
      'Changes the number where it stands in the Compose file, and nothing else of it; or the variable in the settings that it comes from. A global service, a job, and what an anchor shares are refused with the remedy.',
    role: 'deployer',
    params: z.object({ name: StackName }),
    query: WriteQuery,
    body: ScaleRequest,
    answer: { kind: 'json', status: 200, schema: CommitAnswer },
    ifMatch: 'optional',
    problems: [
      'stack-unknown',
      'stack-not-in-git',
      'files-invalid',
      'scale-refused',
      'stale-etag',
      ...COMMIT_PROBLEMS,
    ],
    example: {
      params: { name: 'shop' },
      query: { dryRun: 'false' },
      body: { services: { web: 3 } },
      answer: {
        stack: 'shop',
        committed: true,
        revision: COMMIT_EXAMPLE,
        etag: STACK_EXAMPLE.etag,
        warnings: [],
        deploymentId: DEPLOYMENT_EXAMPLE.id,
      },
    },
  }),
} as const
