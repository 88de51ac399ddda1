import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { DeploymentDetails } from '../view/deployment-view.ts'
import { EventView } from '../view/event-view.ts'
import { DeploymentList, Probe } from '../view/server-view.ts'
import { DEPLOYMENT_EXAMPLE, FAILED_DEPLOYMENT_EXAMPLE } from './example.ts'
import { Limit } from './query.ts'
import { route } from './route.ts'

export const serverRoutes = {
  listDeployments: route({
    method: 'GET',
    path: '/api/deployments',
    summary: 'The journal, newest first',
    role: 'viewer',
    query: z.object({ stack: StackName.exactOptional(), limit: Limit.exactOptional() }),
    answer: { kind: 'json', status: 200, schema: DeploymentList },
    problems: ['repository-unreadable'],
    example: {
      query: { stack: 'shop', limit: '20' },
      answer: { deployments: [DEPLOYMENT_EXAMPLE] },
    },
  }),
  getDeployment: route({
    method: 'GET',
    path: '/api/deployments/:id',
    summary: 'One deployment',
    description:
      'Found among the newest 500 of each stack. `failedTasks` is kept until the next deployment of the stack, and for an hour at most.',
    role: 'viewer',
    params: z.object({ id: z.string().min(1).max(200) }),
    answer: { kind: 'json', status: 200, schema: DeploymentDetails },
    problems: ['deployment-unknown', 'repository-unreadable'],
    example: { params: { id: DEPLOYMENT_EXAMPLE.id }, answer: FAILED_DEPLOYMENT_EXAMPLE },
  }),
  listenEvents: route({
    method: 'GET',
    path: '/api/events',
    summary: 'Everything as it happens, as server-sent events',
    role: 'viewer',
    answer: { kind: 'events', schema: EventView },
    problems: ['too-many-listeners'],
    example: {
      answer: { type: 'engine-lost', at: '2026-11-23T09:41:07.000Z', reason: 'connection refused' },
    },
  }),
  getOpenApi: route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: z.record(z.string(), z.unknown()) },
    problems: [],
    example: {},
  }),
  getHealth: route({
    method: 'GET',
    path: '/healthz',
    summary: 'The process answers',
    role: 'none',
    answer: { kind: 'json', status: 200, schema: Probe },
    problems: [],
    example: { answer: { status: 'ok' } },
  }),
  getReadiness: route({
    method: 'GET',
    path: '/readyz',
    summary: 'The stacks repository is readable and the engine answers',
    role: 'none',
    answer: { kind: 'json', status: 200, schema: Probe },
    problems: ['engine-unreachable', 'repository-unreadable'],
    example: { answer: { status: 'ok' } },
  }),
  getMetrics: route({
    method: 'GET',
    path: '/metrics',
    summary: 'Metrics in the text format of Prometheus',
    role: 'viewer',
    answer: { kind: 'text', mediaType: 'text/plain; version=0.0.4' },
    problems: [],
    example: {},
  }),
} as const
