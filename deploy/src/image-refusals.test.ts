import type { Change, Problem, ServiceSpec } from '@kesako/core'
import { expect, it } from 'vitest'
import { imageProblems } from './image-refusals.ts'
import { emptyResolution, type Refusal } from './image-resolution.ts'

const IMAGE = 'r.io/web:2'
const IMAGE_PATH = 'TaskTemplate.ContainerSpec.Image'
const warning: Problem = { code: 'image-unresolved', severity: 'warning', message: 'Not asked.' }
const problem: Problem = { code: 'image-missing', severity: 'error', message: 'It is not there.' }

const restart = { restarts: false, because: '' }

function service(replicas = 1, image = IMAGE) {
  // Only what is looked at.
  const spec = {
    Name: 'shop_web',
    Labels: { 'com.docker.stack.image': image },
    Mode: { Replicated: { Replicas: replicas } },
    TaskTemplate: { ContainerSpec: { Image: image } },
  } as unknown as ServiceSpec
  const object = { kind: 'service', spec } as const
  return { ref: { kind: 'service', name: 'shop_web' }, reason: '', object } as const
}

function create(replicas?: number, image?: string): Change {
  return { ...service(replicas, image), action: 'create' }
}

/** From another image, or with the same one. */
function update(from?: string): Change {
  const fields = from === undefined ? [] : [{ path: IMAGE_PATH, from, to: IMAGE }]
  return { ...service(), action: 'update', id: 'i', version: 1, fields, restart }
}

function replace(from: string): Change {
  const fields = [{ path: IMAGE_PATH, from, to: IMAGE }]
  return { ...service(), action: 'replace', id: 'i', fields, restart }
}

const hold: Change = {
  ...service(),
  action: 'hold',
  code: 'unmanaged',
  fields: [],
  remedy: '',
}

const missing: Refusal = { answer: 'missing', hasCredentials: false, problem }
const denied: Refusal = { ...missing, answer: 'denied' }

it.each<readonly [string, Refusal | undefined, readonly Change[], 'error' | 'warning']>([
  ['of a new service, missing', missing, [create()], 'error'],
  ['of a new service, denied', denied, [create()], 'error'],
  ['of a registry that is down', undefined, [create()], 'warning'],
  ['of a new service without tasks', missing, [create(0)], 'warning'],
  ['of another service', missing, [create(1, 'r.io/db:1')], 'warning'],
  ['of no service that is written', missing, [], 'warning'],
  ['of a service that is held', missing, [hold], 'warning'],
  ['that a service changes to, missing', missing, [update('r.io/web:1')], 'error'],
  ['that a service keeps', missing, [update()], 'warning'],
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
  ['of a service that is made anew', denied, [replace('r.io/web:1')], 'error'],
])('the image %s', (_, refusal, changes, severity) => {
  const known = emptyResolution()
  known.warnings.set(IMAGE, warning)
  if (refusal !== undefined) known.refusals.set(IMAGE, refusal)
  expect(imageProblems({ changes }, known)).toEqual([severity === 'error' ? problem : warning])
})
