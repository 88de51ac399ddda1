import { z } from 'zod'
import { StackName } from '../stack-name.ts'
import {
  ChangedDefinition,
  DefinitionCommit,
  DefinitionDetails,
  DefinitionList,
  type DefinitionView,
  RenderAnswer,
  RenderRequest,
  StackDefinitionView,
  UpgradeAnswer,
  UpgradeRequest,
} from '../view/definition-view.ts'
import { COMMIT_EXAMPLE, COMPOSE_EXAMPLE } from './example.ts'
import { Flag } from './query.ts'
import { route } from './route.ts'

const params = z.object({ name: StackName })
const web = { name: 'web' }
const dryRun = z.object({ dryRun: Flag.exactOptional() })
const reads = ['definition-unknown', 'repository-unreadable'] as const
const commits = [
  'commit-conflict',
  'push-declined',
  'remote-unreachable',
  'branch-missing',
  'repository-unreadable',
  'too-busy',
] as const
const template = [
  'x-options:',
  '  properties:',
  '    TAG: { type: string, default: "1.29" }',
  'services:',
  '  web:',
  '    image: nginx:${TAG}',
  '',
].join('\n')
const view = {
  name: 'web',
  title: 'Web page',
  path: 'definitions/web/docker-compose-template.yml',
  valid: true,
  problems: [],
  stacks: [{ stack: 'shop', state: 'newer-available' }],
  etag: '"1f3e5d7c9b1a2d4f"',
} as const satisfies DefinitionView

/** Templates of stacks, and the stacks that are made from them. */
export const definitionRoutes = {
  listDefinitions: route({
    method: 'GET',
    path: '/api/stackDefinitions',
    summary: 'Stack definitions of the repository, with the stacks made from each',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: DefinitionList },
    problems: ['repository-unreadable'],
    example: { answer: { definitions: [view] } },
  }),
  getDefinition: route({
    method: 'GET',
    path: '/api/stackDefinitions/:name',
    summary: 'One stack definition with its template and the schema of its options',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: DefinitionDetails },
    problems: reads,
    example: {
      params: web,
      answer: {
        ...view,
        template,
        schema: { properties: { TAG: { type: 'string', default: '1.29' } } },
      },
    },
  }),
  renderDefinition: route({
    method: 'POST',
    path: '/api/stackDefinitions/:name/render',
    summary: 'The Compose file that a definition and options give, with its problems',
    description:
      'Commits nothing and makes no secret: what would name one has a name that ends with zeros.',
    role: 'viewer',
    params,
    body: RenderRequest,
    answer: { kind: 'json', status: 200, schema: RenderAnswer },
    problems: reads,
    example: {
      params: web,
      body: { name: 'shop', options: { TAG: '1.29' } },
      answer: { valid: true, compose: COMPOSE_EXAMPLE, problems: [] },
    },
  }),
  putDefinition: route({
    method: 'PUT',
    path: '/api/stackDefinitions/:name',
    summary: 'Commit a new stack definition, or another text of one',
    description:
      'The ETag is needed where the definition is there already. Stacks with a committed Compose file stay as they are until they are upgraded.',
    role: 'admin',
    params,
    query: dryRun,
    body: ChangedDefinition,
    answer: { kind: 'json', status: 200, schema: DefinitionCommit },
    ifMatch: 'optional',
    problems: ['definition-invalid', 'files-invalid', 'stale-etag', 'if-match-missing', ...commits],
    example: {
      params: web,
      body: { template },
      answer: {
        name: 'web',
        committed: true,
        revision: COMMIT_EXAMPLE,
        etag: view.etag,
        warnings: [],
      },
    },
  }),
  deleteDefinition: route({
    method: 'DELETE',
    path: '/api/stackDefinitions/:name',
    summary: 'Commit the removal of a stack definition',
    description: 'Refused while a stack without a Compose file of its own is rendered from it.',
    role: 'admin',
    params,
    query: dryRun,
    answer: { kind: 'json', status: 200, schema: DefinitionCommit },
    ifMatch: 'required',
    problems: [
      'definition-unknown',
      'definition-in-use',
      'stale-etag',
      'if-match-missing',
      ...commits,
    ],
    example: {
      params: web,
      answer: { name: 'web', committed: true, revision: COMMIT_EXAMPLE, warnings: [] },
    },
  }),
  upgradeDefinition: route({
    method: 'POST',
    path: '/api/stackDefinitions/:name/upgrade',
    summary: 'Commit what the newest definition gives for its stacks',
    description:
      'One commit for all of them. A Compose file that was edited is never overwritten; it is named with the reason.',
    role: 'deployer',
    params,
    query: dryRun,
    body: UpgradeRequest,
    answer: { kind: 'json', status: 200, schema: UpgradeAnswer },
    problems: ['definition-unknown', 'files-invalid', ...commits],
    example: {
      params: web,
      query: { dryRun: 'true' },
      body: { stacks: ['shop'] },
      answer: {
        committed: false,
        stacks: ['shop'],
        left: [],
        files: [{ path: 'docker-compose-shop.yml', content: COMPOSE_EXAMPLE }],
        diff: '--- a/docker-compose-shop.yml\n+++ b/docker-compose-shop.yml\n@@ -3,1 +3,1 @@\n-    image: nginx:1.28\n+    image: nginx:1.29\n',
      },
    },
  }),
  getStackDefinition: route({
    method: 'GET',
    path: '/api/stacks/:name/definition',
    summary: 'The definition and options of a stack, and what rendering them now would change',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: StackDefinitionView },
    problems: ['stack-unknown', 'stack-not-in-git', 'definition-unknown', 'repository-unreadable'],
    example: {
      params: { name: 'shop' },
      answer: {
        name: 'web',
        state: 'newer-available',
        options: { TAG: '1.29' },
        secretOptions: ['PASSWORD'],
        diff: '--- a/docker-compose-shop.yml\n+++ b/docker-compose-shop.yml\n@@ -3,1 +3,1 @@\n-    image: nginx:1.28\n+    image: nginx:1.29\n',
        problems: [],
      },
    },
  }),
} as const
