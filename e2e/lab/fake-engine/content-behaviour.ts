import { expect, test } from 'vitest'
import type { GetEngine } from './behaviour.ts'
import { contentSpec, serviceSpec } from './behaviour-objects.ts'

const FILE = { Name: 'x', UID: '0', GID: '0', Mode: 292 }

const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)
const dates = { createdAt: date, updatedAt: date }

export function contentBehaviour(engine: GetEngine): void {
  test('a secret is found by id and name, and never gives its data back', async () => {
    const { Data: _kept, ...shown } = contentSpec('hidden', 'data')
    const id = await engine().createSecret(contentSpec('hidden', 'data'))
    const secret = { id, version: expect.any(Number), spec: shown, ...dates }
    expect(await engine().secret(id)).toEqual(secret)
    expect(await engine().secret('hidden')).toEqual(secret)
    expect(await engine().secret('nosuch')).toBeUndefined()
    expect((await engine().liveState()).secrets).toEqual([secret])
  })

  test('a config gives its data back', async () => {
    const spec = contentSpec('shown', 'data')
    const id = await engine().createConfig(spec)
    const config = { id, version: expect.any(Number), spec, ...dates }
    expect(await engine().config('shown')).toEqual(config)
    expect(await engine().config('nosuch')).toBeUndefined()
    expect((await engine().liveState()).configs).toEqual([config])
  })

  test('names are taken once', async () => {
    await engine().createSecret(contentSpec('one', 'a'))
    await engine().createConfig(contentSpec('one', 'a'))
    const twice = { kind: 'conflict', message: expect.stringMatching(/one already exists$/) }
    await expect(engine().createSecret(contentSpec('one', 'a'))).rejects.toMatchObject(twice)
    await expect(engine().createConfig(contentSpec('one', 'a'))).rejects.toMatchObject(twice)
  })

  test('nothing is too little', async () => {
    const refused = { kind: 'refused' }
    await expect(engine().createSecret(contentSpec('empty', ''))).rejects.toMatchObject(refused)
    await expect(engine().createConfig(contentSpec('empty', ''))).rejects.toMatchObject(refused)
  })

  test('an update of labels moves the version', async () => {
    const id = await engine().createSecret(contentSpec('relabelled', 'data'))
    const { version = 0 } = (await engine().secret(id)) ?? {}
    await engine().updateSecret(id, version, contentSpec('relabelled', 'data', { a: '1' }))
    const after = await engine().secret(id)
    expect(after?.spec.Labels).toMatchObject({ a: '1' })
    expect(after?.version).toBeGreaterThan(version)

    const config = await engine().createConfig(contentSpec('relabelled', 'data'))
    const live = await engine().config(config)
    await engine().updateConfig(
      config,
      live?.version ?? 0,
      contentSpec('relabelled', 'data', { a: '1' }),
    )
    expect((await engine().config(config))?.spec.Labels).toMatchObject({ a: '1' })
  })

  /** How content is compared without a write: an update with a stale version. */
  test('a stale update tells equal data from other data', async () => {
    const id = await engine().createSecret(contentSpec('compared', 'data'))
    await expect(
      engine().updateSecret(id, 1, contentSpec('compared', 'data')),
    ).rejects.toMatchObject({ kind: 'stale', status: 500 })
    await expect(
      engine().updateSecret(id, 1, contentSpec('compared', 'other')),
    ).rejects.toMatchObject({
      kind: 'refused',
      status: 400,
      message: 'Could not update secret compared: only updates to Labels are allowed',
    })
  })

  test('what a service uses stays', async () => {
    const secret = await engine().createSecret(contentSpec('in-use', 'data'))
    const config = await engine().createConfig(contentSpec('in-use', 'data'))
    const service = await engine().createService(
      serviceSpec('reader', {
        container: {
          Secrets: [{ File: FILE, SecretID: secret, SecretName: 'in-use' }],
          Configs: [{ File: FILE, ConfigID: config, ConfigName: 'in-use' }],
        },
      }),
    )
    const inUse = {
      kind: 'conflict',
      message: expect.stringMatching(/'in-use' is in use by the following service: reader$/),
    }
    await expect(engine().removeSecret(secret)).rejects.toMatchObject(inUse)
    await expect(engine().removeConfig(config)).rejects.toMatchObject(inUse)
    await engine().removeService(service)
    await engine().removeSecret(secret)
    await engine().removeConfig(config)
    await expect(engine().removeSecret(secret)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(engine().removeConfig(config)).rejects.toMatchObject({ kind: 'not-found' })
  })
}
