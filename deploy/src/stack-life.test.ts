import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compose } from '../testing/compose.ts'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const ADA = { name: 'Ada', via: 'push' } as const
const FILE = 'docker-compose-shop.yml'
const run = promisify(execFile)

let scene: FakeStage

beforeEach(async () => {
  scene = await openFakeStage()
})
afterEach(() => scene[Symbol.asyncDispose]())

async function scaleByHand(replicas: number): Promise<void> {
  const [web] = await scene.engine.services()
  if (web === undefined) throw new Error('There is no service.')
  const spec = { ...web.spec, Mode: { Replicated: { Replicas: replicas } } }
  await scene.engine.updateService(web.id, web.version, spec)
}

describe('a stack', () => {
  it('that was disabled and loses its files is gone already', async () => {
    const { stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }), 'README.md': 'kept' })
    await stage.push({ 'stack-shop.json': '{"enabled": false}' })
    const gone = await stage.push({ [FILE]: null, 'stack-shop.json': null })
    expect(gone).toMatchObject({ deployments: [] })
    expect((await stage.runner.overview()).stacks).toEqual([])
  })

  it('that was removed and comes back unchanged is deployed', async () => {
    const { stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }), 'README.md': 'kept' })
    expect(ends((await stage.push({ [FILE]: null })).deployments)).toEqual(['shop removed'])
    const back = await stage.push({ [FILE]: compose({ web: {} }) })
    expect(ends(back.deployments)).toEqual(['shop deployed'])
  })

  it('whose journal was lost is left as it runs, and deployed by the next change', async () => {
    const { fake, stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }) })
    const ref = 'refs/kesako/deployments/shop'
    await run('git', ['--git-dir', stage.repository.path, 'update-ref', '-d', ref])
    const runner = stage.restart()
    fake.forget()
    expect((await runner.trigger(ADA)).deployments).toEqual([])
    expect(scene.writes()).toEqual([])
    await stage.commit({ [FILE]: compose({ web: { replicas: 2 } }) })
    expect(ends((await runner.trigger(ADA)).deployments)).toEqual(['shop deployed'])
  })

  it('of which no task moves is not watched for its monitor window', async () => {
    const { stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }) })
    const slow = compose({ web: {} }).replace('monitor: 500ms', 'monitor: 600s')
    const begun = performance.now()
    const monitor = await stage.push({ [FILE]: slow })
    const comment = await stage.push({ [FILE]: `# A comment.\n${slow}` })
    const settings = await stage.push({ 'stack-shop.json': '{"enabled": true}' })
    const all = [monitor, comment, settings].flatMap(({ deployments }) => ends(deployments))
    expect(all).toEqual(['shop deployed', 'shop deployed', 'shop deployed'])
    expect(performance.now() - begun).toBeLessThan(30_000)
  })

  it('over which somebody fights with self-heal is repaired at once, then after a pause', async () => {
    const { stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }), 'kesako.yml': 'selfHeal: true\n' })
    await scaleByHand(3)
    expect(ends((await stage.runner.trigger(ADA)).deployments)).toEqual(['shop deployed'])
    await scaleByHand(3)
    expect((await stage.runner.trigger(ADA)).deployments).toEqual([])
    expect((await stage.runner.overview()).stacks).toMatchObject([{ sync: 'drifted' }])
    const asked = await stage.runner.sync({ actor: ADA })
    expect(ends(asked.deployments)).toEqual(['shop deployed'])
  })
})

it('removals that were confirmed are not held again while they go on', async () => {
  const { fake, stage } = scene
  const names = ['a', 'b', 'c'].map((name) => `docker-compose-${name}.yml`)
  const files = (text: string | null) => Object.fromEntries(names.map((name) => [name, text]))
  await stage.push({ ...files(compose({ web: {} })), 'README.md': 'kept' })
  await stage.commit(files(null))
  const remove = fake.fault({
    match: { method: 'DELETE', path: /^\/services\// },
    hold: 'request',
    times: 3,
  })
  const confirmed = stage.runner.sync({ actor: ADA, confirmRemovals: true })
  await remove.hit
  const again = stage.runner.trigger(ADA)
  await stage.runner.sync({ actor: ADA, stacks: ['none'] })
  expect(stage.events.some(({ type }) => type === 'everything-held')).toBe(false)
  remove.release()
  expect(ends((await confirmed).deployments)).toEqual(['a removed', 'b removed', 'c removed'])
  await again
})
