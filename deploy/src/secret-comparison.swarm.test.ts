import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { openSwarm } from '../testing/stage.ts'
import { createSecretComparison } from './secret-comparison.ts'

const digest = (data: string): string => createHash('sha256').update(data).digest('hex')
const base64 = (text: string): string => Buffer.from(text).toString('base64')

it('compares secrets through the engine without writing, and asks once', async () => {
  await using swarm = await openSwarm()
  const { engine, proxy } = swarm
  const spec = { Name: 'key', Labels: {}, Data: base64('one') }
  const id = await engine.createSecret(spec)
  const before = await engine.secret(id)
  const comparison = createSecretComparison(engine, digest)
  const ask = (Data: string) =>
    comparison.equal([{ liveId: id, version: before?.version ?? 0, spec: { ...spec, Data } }])

  expect([...(await ask(base64('one')))]).toEqual([id])
  expect([...(await ask(base64('two')))]).toEqual([])
  expect(await engine.secret(id)).toEqual(before)
  proxy.clear()
  expect([...(await ask(base64('one')))]).toEqual([id])
  expect(proxy.requests()).toEqual([])
})
