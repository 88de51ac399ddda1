import { connectEngine } from '@kesako/engine'
import { expect, it } from 'vitest'
import { recordingProxy } from '../../e2e/lab/index.ts'
import { compose } from '../testing/compose.ts'
import { ends, openFakeStage } from '../testing/fake-stage.ts'

const level = (value: string): Record<string, string> => ({
  'docker-compose-shop.yml': compose({ web: { more: `environment:\n  LEVEL: ${value}` } }),
})

it('what waited for another process is skipped when the head has moved on meanwhile', async () => {
  await using fake = await openFakeStage()
  await using proxy = await recordingProxy(fake.fake.host)
  const { stage } = fake
  const engine = connectEngine({ host: proxy.host })
  const first = stage.restart({ engine })
  const second = stage.restart()

  await stage.commit(level('one'))
  const held = proxy.fault({ match: { method: 'POST', path: '/services/create' }, hold: 'request' })
  const deployed = first.trigger({ name: 'Ada', via: 'push' })
  await held.hit
  await stage.commit(level('two'))
  const waited = second.trigger({ name: 'Bob', via: 'cli' })
  await expect
    .poll(() => fake.fake.requests.filter(({ method }) => method === 'POST').length)
    .toBeGreaterThan(2)
  const head = await stage.commit(level('three'))
  held.release()

  expect(ends((await deployed).deployments)).toEqual(['shop deployed'])
  const { deployments } = await waited
  expect(ends(deployments)).toEqual(['shop superseded newer-revision'])
  expect(deployments[0]?.end?.reason).toContain(head.slice(0, 7))
  // The pass that follows deploys the head; what came between was never written.
  await expect
    .poll(
      async () =>
        (await stage.repository.journal.history('shop', 9)).map(({ end }) => end?.outcome),
      { timeout: 20_000 },
    )
    .toEqual(['deployed', 'deployed'])
  const [newest] = await stage.repository.journal.history('shop', 1)
  expect(newest?.revision).toBe(head)
  engine.close()
}, 30_000)
