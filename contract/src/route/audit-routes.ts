import { z } from 'zod'
import { AuditTrail } from '../view/audit-view.ts'
import { Limit } from './query.ts'
import { route } from './route.ts'

export const auditRoutes = {
  listAudit: route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Who did, or tried to do, what, newest first',
    description:
      'Every write by API with its result, every push, every log-in. Deployments are in the journal, changes of files in Git.',
    role: 'admin',
    query: z.object({ limit: Limit.exactOptional() }),
    answer: { kind: 'json', status: 200, schema: AuditTrail },
    problems: [],
    example: {
      query: { limit: '50' },
      answer: {
        entries: [
          {
            at: '2026-11-23T09:41:07.000Z',
            by: 'ana',
            role: 'deployer',
            via: 'bearer',
            address: '192.0.2.7',
            action: 'deleteStack',
            target: { name: 'mail' },
            result: 'stack-not-yours',
          },
        ],
      },
    },
  }),
} as const
