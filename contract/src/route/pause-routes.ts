import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import { PauseList, PauseRequest } from '../view/pause-view.ts'
import { route } from './route.ts'

const params = z.object({ name: StackName })
const shop = { name: 'shop' }
const pause = {
  stack: 'shop',
  by: 'ana',
  since: '2026-11-23T09:41:07.000Z',
  reason: 'the database moves',
}
const reads = ['repository-unreadable', 'engine-unreachable', 'engine-failed'] as const
const PAUSED =
  'Nothing is deployed, repaired or removed until it is resumed, whoever asks; a deployment that writes already goes on to its end. Kept over restarts.'

export const pauseRoutes = {
  listPauses: route({
    method: 'GET',
    path: '/api/pauses',
    summary: 'What is paused, by whom and since when',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: PauseList },
    problems: [],
    example: { answer: { pauses: [pause] } },
  }),
  pauseStack: route({
    method: 'POST',
    path: '/api/stacks/:name/pause',
    summary: 'Leave one stack as it is until it is resumed',
    description: PAUSED,
    role: 'deployer',
    params,
    body: PauseRequest,
    answer: { kind: 'json', status: 200, schema: PauseList },
    problems: ['stack-unknown', 'stack-not-in-git', ...reads],
    example: {
      params: shop,
      body: { reason: 'the database moves' },
      answer: { pauses: [pause] },
    },
  }),
  resumeStack: route({
    method: 'POST',
    path: '/api/stacks/:name/resume',
    summary: 'End the pause of one stack; what waited is done at once',
    role: 'deployer',
    params,
    answer: { kind: 'json', status: 200, schema: PauseList },
    problems: [],
    example: { params: shop, answer: { pauses: [] } },
  }),
  pauseAll: route({
    method: 'POST',
    path: '/api/pause',
    summary: 'Leave every stack as it is until all are resumed',
    description: PAUSED,
    role: 'admin',
    body: PauseRequest,
    answer: { kind: 'json', status: 200, schema: PauseList },
    problems: [],
    example: {
      body: {},
      answer: { pauses: [{ by: 'ana', since: '2026-11-23T09:41:07.000Z' }] },
    },
  }),
  resumeAll: route({
    method: 'POST',
    path: '/api/resume',
    summary: 'End the pause of every stack; stacks that were paused by name stay so',
    role: 'admin',
    answer: { kind: 'json', status: 200, schema: PauseList },
    problems: [],
    example: { answer: { pauses: [] } },
  }),
} as const
