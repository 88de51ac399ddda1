import type { ServiceSpec } from '@kesako/core'
import { CredentialsError, type RegistryCredentials } from '@kesako/engine'
import { expect, it } from 'vitest'
import type { ServiceWrite } from './apply-services.ts'
import { authOfWrite } from './registry-auth.ts'

const ANA = { username: 'ana', password: 'word' }

const credentials: RegistryCredentials = {
  find(registry) {
    if (registry === 'broken.io') {
      return Promise.reject(new CredentialsError('The helper fails.', 'Repair it.'))
    }
    return Promise.resolve(registry === 'r.io' ? ANA : undefined)
  },
  savedAt: () => undefined,
}

function write(image: string, before?: string): [ServiceWrite, ServiceSpec] {
  const spec = {
    Name: 'shop_web',
    TaskTemplate: { ContainerSpec: { Image: image } },
    // Only what is looked at.
  } as ServiceSpec
  const base = {
    ref: { kind: 'service', name: 'shop_web' },
    reason: '',
    object: { kind: 'service', spec },
  } as const
  if (before === undefined) return [{ ...base, action: 'create' }, spec]
  const fields =
    before === image ? [] : [{ path: 'TaskTemplate.ContainerSpec.Image', from: before, to: image }]
  const restart = { restarts: false, because: '' }
  return [{ ...base, action: 'update', id: 'i', version: 1, fields, restart }, spec]
}

it.each([
  { says: 'a new service gets those of its registry', image: 'r.io/web', sent: ANA },
  { says: 'one without any is sent none', image: 's.io/web', sent: undefined },
  { says: 'an update gets those of now', image: 'r.io/web', before: 'r.io/web', sent: ANA },
  {
    says: 'an update without any leaves those of the service',
    image: 's.io/web:2',
    before: 's.io/web:1',
    sent: undefined,
  },
  {
    says: 'those of the old registry are taken away from one that moves',
    image: 's.io/web',
    before: 'r.io/web',
    sent: {},
  },
  { says: 'also to Docker Hub', image: 'web', before: 'r.io/web', sent: {} },
  {
    says: 'one that moves gets those of the new registry',
    image: 'r.io/web',
    before: 's.io/web',
    sent: ANA,
  },
])('$says', async ({ image, before, sent }) => {
  const [change, spec] = write(image, before)
  const log = { info: fail, warn: fail, error: fail }
  expect(await authOfWrite({ credentials, log }, change, spec)).toEqual(sent)
})

it('a source that fails is told, and the service is written without', async () => {
  const told: unknown[] = []
  const log = { info: fail, warn: (_: string, fields: unknown) => told.push(fields), error: fail }
  const [change, spec] = write('broken.io/web')
  expect(await authOfWrite({ credentials, log }, change, spec)).toBeUndefined()
  expect(told).toEqual([{ service: 'shop_web', reason: 'The helper fails.' }])
})

function fail(): never {
  throw new Error('nothing should be logged')
}
