import { type LiveState, REPOSITORY_LABEL, STACK_LABEL } from '@kesako/core'
import { expect, it } from 'vitest'
import { ownRoot } from './world.ts'

const EMPTY: LiveState = {
  services: [],
  tasks: [],
  nodes: [],
  networks: [],
  secrets: [],
  configs: [],
}

function ownedBy(root: string): LiveState {
  const Labels = { [STACK_LABEL]: 'shop', [REPOSITORY_LABEL]: root }
  const spec = { Name: 'shop_file', Labels, Data: '' }
  return { ...EMPTY, configs: [{ id: 'c1', version: 1, spec }] }
}

const one = { revision: 'head', roots: ['aa'] }
const two = { revision: 'head', roots: ['aa', 'bb'] }

it.each<
  readonly [string, string | undefined, { revision: string; roots: string[] }, LiveState, string]
>([
  ['the root that the repository keeps', 'bb', two, ownedBy('aa'), 'bb'],
  ['the only root of a new repository', undefined, one, EMPTY, 'aa'],
  ['the first of several on a swarm that knows none', undefined, two, ownedBy('other'), 'aa'],
  ['that of several which the swarm knows', undefined, two, ownedBy('bb'), 'bb'],
])('our objects bear %s', (_name, identity, state, live, root) => {
  expect(ownRoot(identity, state, live, 'main')).toBe(root)
})
