import { expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000 })

const two = composeFile().replace(
  'x-kesako:',
  ['  old:', '    image: kesako-lab:1', '    command: ["work"]', 'x-kesako:'].join('\n'),
)

it('with prune off, what no file names stays until a person says so', async () => {
  await using stage = await openStage()
  const names = (): readonly string[] =>
    [...stage.engine.swarm.services.values()].map(({ Spec }) => Spec.Name).toSorted()
  const sync = (body: object = {}): Promise<unknown> =>
    stage.ask('POST', '/api/sync?wait=true', { body })
  await stage.push({ 'kesako.yml': 'prune: false\n', 'docker-compose-shop.yml': two })
  await sync()
  expect(names()).toEqual(['shop_old', 'shop_web'])

  await stage.push({ 'docker-compose-shop.yml': composeFile() })
  await sync()
  expect(names()).toEqual(['shop_old', 'shop_web'])
  const { body: plan } = await stage.ask('GET', '/api/stacks/shop/plan')
  expect(plan).toMatchObject({ empty: true, warnings: [{ code: 'not-pruned' }] })
  expect((await stage.ask('GET', '/api/stacks/shop')).body.sync).toBe('synced')

  await stage.push({
    'docker-compose-shop.yml': composeFile().replace('x-kesako:', 'x-kesako:\n  prune: true'),
  })
  await sync()
  expect(names()).toEqual(['shop_web'])

  await stage.push({ 'docker-compose-shop.yml': null })
  await sync()
  expect(names()).toEqual(['shop_web'])
  expect((await stage.ask('GET', '/api/stacks/shop')).body).toMatchObject({
    sync: 'held',
    syncReason: expect.stringContaining('prune is off in kesako.yml'),
  })
  await sync({ stacks: ['shop'], confirmRemovals: true })
  expect(names()).toEqual([])
})
