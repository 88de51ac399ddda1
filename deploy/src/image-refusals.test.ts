import type { Change, Problem } from '@kesako/core'
import { expect, it } from 'vitest'
import { imageProblems } from './image-refusals.ts'
import { emptyResolution, type Refusal } from './image-resolution.ts'

const IMAGE = 'r.io/web:2'
const warning: Problem = { code: 'image-unresolved', severity: 'warning', message: 'Not asked.' }
const problem: Problem = { code: 'image-missing', severity: 'error', message: 'It is not there.' }

/** Only what is looked at. */
function change(more: object, replicas = 1, image = IMAGE): Change {
  const spec = {
    Name: 'shop_web',
    Labels: { 'com.docker.stack.image': image },
    Mode: { Replicated: { Replicas: replicas } },
    TaskTemplate: { ContainerSpec: { Image: image } },
  }
  return {
    ref: { kind: 'service', name: 'shop_web' },
    reason: '',
    object: { kind: 'service', spec },
    ...more,
  } as Change
}

function update(from: string | undefined, action: 'update' | 'replace' = 'update'): Change {
  const image = { path: 'TaskTemplate.ContainerSpec.Image', from, to: IMAGE }
  return change({ action, fields: from === undefined ? [] : [image] })
}

const missing: Refusal = { answer: 'missing', hasCredentials: false, problem }
const denied: Refusal = { ...missing, answer: 'denied' }
const create = change({ action: 'create' })

it.each<readonly [string, Refusal | undefined, readonly Change[], 'error' | 'warning']>([
  ['of a new service, missing', missing, [create], 'error'],
  ['of a new service, denied', denied, [create], 'error'],
  ['of a registry that is down', undefined, [create], 'warning'],
  ['of a new service without tasks', missing, [change({ action: 'create' }, 0)], 'warning'],
  ['of another service', missing, [change({ action: 'create' }, 1, 'r.io/db:1')], 'warning'],
  ['of no service that is written', missing, [], 'warning'],
  ['of a service that is held', missing, [change({ action: 'hold', fields: [] })], 'warning'],
  ['that a service changes to, missing', missing, [update('r.io/web:1')], 'error'],
  ['that a service keeps', missing, [update(undefined)], 'warning'],
  [
    'that a service of the registry changes to, denied: the swarm has credentials',
    denied,
    [update('r.io/web:1')],
    'warning',
  ],
  [
    'denied with credentials, which are sent in place of those of the swarm',
    { ...denied, hasCredentials: true },
    [update('r.io/web:1')],
    'error',
  ],
  ['that a service moves to from another registry', denied, [update('s.io/web:1')], 'error'],
  ['of a service that is made anew', denied, [update('r.io/web:1', 'replace')], 'error'],
])('the image %s', (_, refusal, changes, severity) => {
  const known = emptyResolution()
  known.warnings.set(IMAGE, warning)
  if (refusal !== undefined) known.refusals.set(IMAGE, refusal)
  expect(imageProblems({ changes }, known)).toEqual([severity === 'error' ? problem : warning])
})
