import { describe, expect, it } from 'vitest'
import { EXTERNAL_LABEL, REPOSITORY_LABEL, STACK_LABEL } from '../labels.ts'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import type { Labels } from '../spec/service-spec.ts'
import { contentUsers } from './content-users.ts'
import {
  decideCreation,
  decideRemoval,
  decideValue,
  type KnownContent,
  nextName,
} from './decide-content.ts'

const ours: Labels = { [EXTERNAL_LABEL]: 'api' }
const ofStack: Labels = { [STACK_LABEL]: 'shop', [REPOSITORY_LABEL]: 'root' }
const ofOtherStack: Labels = { [STACK_LABEL]: 'shop' }

function known(labels: Labels, users: Partial<KnownContent['users']> = {}): KnownContent {
  const content = { kind: 'secret', id: 'id1', name: 'db', labels } as const
  return { content, users: { services: [], stacks: [], stacksInGit: [], ...users } }
}

const live = { services: ['shop_web'], stacks: ['shop'], stacksInGit: ['shop'] }
const gitOnly = { stacksInGit: ['shop'] }

describe('decideValue', () => {
  it.each<readonly [string, KnownContent | undefined, boolean, string]>([
    ['nothing there', undefined, false, 'create'],
    ['ours and unused', known(ours), false, 'replace'],
    ['ours and used', known(ours, live), false, 'content-in-use'],
    ['ours and used, by force', known(ours, live), true, 'content-in-use'],
    ['ours, named in Git only', known(ours, gitOnly), false, 'replace'],
    ['foreign', known({}), false, 'content-foreign'],
    ['foreign, by force', known({}), true, 'replace'],
    ['foreign and used, by force', known({}, live), true, 'content-in-use'],
    ['of a stack, by force', known(ofStack), true, 'content-foreign'],
    ['of an unmanaged stack', known(ofOtherStack), false, 'content-foreign'],
    ['of an unmanaged stack, by force', known(ofOtherStack), true, 'replace'],
  ])('%s', (_what, seen, force, expected) => {
    const decided = decideValue(seen, force)
    expect(decided.kind === 'refused' ? decided.code : decided.kind).toBe(expected)
  })

  it('names the way to a new value for one that is used', () => {
    expect(decideValue(known(ours, live), false)).toMatchObject({
      reason:
        'The secret db is used by shop_web, and the engine changes or removes none that is in use.',
      remedy:
        'Create the secret db-2, name that one in the files of shop, and remove db after the deployment.',
    })
  })
})

describe('decideRemoval', () => {
  it.each<readonly [string, KnownContent, boolean, string]>([
    ['ours and unused', known(ours), false, 'remove'],
    ['ours and used, by force', known(ours, live), true, 'content-in-use'],
    ['ours, named in Git', known(ours, gitOnly), false, 'content-in-use'],
    ['ours, named in Git, by force', known(ours, gitOnly), true, 'remove'],
    ['foreign', known({}), false, 'content-foreign'],
    ['foreign, by force', known({}), true, 'remove'],
    ['of a stack, by force', known(ofStack), true, 'content-foreign'],
  ])('%s', (_what, seen, force, expected) => {
    const decided = decideRemoval(seen, force)
    expect(decided.kind === 'refused' ? decided.code : decided.kind).toBe(expected)
  })
})

it('creates only what isn’t there', () => {
  expect(decideCreation(undefined)).toEqual({ kind: 'create' })
  expect(decideCreation(known(ours))).toMatchObject({ code: 'content-exists' })
})

it.each([
  ['db', 'db-2'],
  ['db-2', 'db-3'],
  ['db-v2', 'db-v2-2'],
  ['x'.repeat(64), `${'x'.repeat(62)}-2`],
])('%s is followed by %s', (name, next) => {
  expect(nextName(name)).toBe(next)
})

it('knows users by id on the swarm, and by name in Git', () => {
  const spec = serviceSpec('shop', 'web', { secrets: ['db'] })
  const { ContainerSpec: container } = spec.TaskTemplate
  const Secrets = (container.Secrets ?? []).map((one) => ({ ...one, SecretID: 'id1' }))
  const service = {
    id: 's1',
    version: 1,
    createdAt: '',
    updatedAt: '',
    hasPrevious: false,
    ports: [],
    spec: {
      ...spec,
      TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: { ...container, Secrets } },
    },
  }
  const externals = { networks: [], secrets: ['db'], configs: [] }
  const users = contentUsers(
    [service],
    [{ name: 'blog', desired: { externals, secrets: [], configs: [] } }, { name: 'broken' }],
  )
  expect(users({ kind: 'secret', id: 'id1', name: 'db' })).toEqual({
    services: ['shop_web'],
    stacks: ['shop'],
    stacksInGit: ['blog'],
  })
  expect(users({ kind: 'config', id: 'id1', name: 'db' })).toEqual({
    services: [],
    stacks: [],
    stacksInGit: [],
  })
})
