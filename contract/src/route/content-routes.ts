import { z } from 'zod'
import {
  ConfigList,
  ContentAnswer,
  ContentName,
  ContentValue,
  type ContentView,
  NewContent,
  SecretList,
} from '../view/content-view.ts'
import { Flag } from './query.ts'
import { route } from './route.ts'

const params = z.object({ name: ContentName })
const dryRun = z.object({ dryRun: Flag.exactOptional() })
const forced = dryRun.extend({ force: Flag.exactOptional() })
const reads = ['engine-unreachable', 'engine-failed'] as const
const admin = { role: 'admin', maxBodyBytes: 2 * 1024 * 1024 } as const

const content: ContentView = {
  id: 'm4b6t8z0p1r3q3kx1v5c9y7n2',
  name: 'shop-db-password',
  labels: { 'io.kesako.external': 'api' },
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
  origin: 'kesako',
  usedBy: { services: ['shop_web'], stacks: ['shop'], stacksInGit: ['shop'] },
}
const named = { name: content.name }
const answer = (outcome: ContentAnswer['outcome']): ContentAnswer => ({
  done: true,
  outcome,
  ...named,
})

const PUT_SAYS =
  'Created where there is none; replaced by a new one where no service uses it; left alone where it has this value already. The engine changes none that is in use: that is refused, with the way to go.'
const DELETE_SAYS =
  'Refused while a service uses it, and where files in Git name it. `force=true` removes what Git names, and what was not made through Kesako; never what a stack of Kesako makes.'

/** Secrets and configs for stacks to name as external: written, never read back. */
export const contentRoutes = {
  listSecrets: route({
    method: 'GET',
    path: '/api/secrets',
    summary: 'The secrets of the swarm and who uses each, never their values',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: SecretList },
    problems: reads,
    example: { answer: { secrets: [content] } },
  }),
  createSecret: route({
    ...admin,
    method: 'POST',
    path: '/api/secrets',
    summary: 'Make a secret for stacks to name as external',
    query: dryRun,
    body: NewContent,
    answer: { kind: 'json', status: 201, schema: ContentAnswer },
    problems: ['content-exists', 'value-invalid', ...reads],
    example: { body: { ...named, text: 'correct horse battery' }, answer: answer('created') },
  }),
  putSecret: route({
    ...admin,
    method: 'PUT',
    path: '/api/secrets/:name',
    summary: 'Give a secret a value',
    description: PUT_SAYS,
    params,
    query: forced,
    body: ContentValue,
    answer: { kind: 'json', status: 200, schema: ContentAnswer },
    problems: ['content-exists', 'content-in-use', 'content-foreign', 'value-invalid', ...reads],
    example: {
      params: named,
      body: { text: 'correct horse battery' },
      answer: answer('replaced'),
    },
  }),
  deleteSecret: route({
    method: 'DELETE',
    path: '/api/secrets/:name',
    summary: 'Remove a secret',
    description: DELETE_SAYS,
    role: 'admin',
    params,
    query: forced,
    answer: { kind: 'json', status: 200, schema: ContentAnswer },
    problems: ['content-unknown', 'content-in-use', 'content-foreign', ...reads],
    example: { params: named, answer: answer('removed') },
  }),
  listConfigs: route({
    method: 'GET',
    path: '/api/configs',
    summary: 'The configs of the swarm and who uses each, without their values',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: ConfigList },
    problems: reads,
    example: { answer: { configs: [content] } },
  }),
  createConfig: route({
    ...admin,
    method: 'POST',
    path: '/api/configs',
    summary: 'Make a config for stacks to name as external',
    query: dryRun,
    body: NewContent,
    answer: { kind: 'json', status: 201, schema: ContentAnswer },
    problems: ['content-exists', 'value-invalid', ...reads],
    example: { body: { ...named, base64: 'a2V5OiB2YWx1ZQo=' }, answer: answer('created') },
  }),
  putConfig: route({
    ...admin,
    method: 'PUT',
    path: '/api/configs/:name',
    summary: 'Give a config a value',
    description: PUT_SAYS,
    params,
    query: forced,
    body: ContentValue,
    answer: { kind: 'json', status: 200, schema: ContentAnswer },
    problems: ['content-exists', 'content-in-use', 'content-foreign', 'value-invalid', ...reads],
    example: { params: named, body: { text: 'key: value' }, answer: answer('replaced') },
  }),
  deleteConfig: route({
    method: 'DELETE',
    path: '/api/configs/:name',
    summary: 'Remove a config',
    description: DELETE_SAYS,
    role: 'admin',
    params,
    query: forced,
    answer: { kind: 'json', status: 200, schema: ContentAnswer },
    problems: ['content-unknown', 'content-in-use', 'content-foreign', ...reads],
    example: { params: named, answer: answer('removed') },
  }),
} as const
