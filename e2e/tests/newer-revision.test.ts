import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { swarmView } from '../scenario/swarm-view.ts'

const slow = (label: string): string =>
  composeFile({
    a: { more: `environment:\n  LABEL: "${label}"`, deploy: 'update_config:\n  monitor: 6s' },
  })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a newer revision', () => {
  it('of two pushes within a second is the one that runs in the end', async () => {
    const { kesako, clone } = stage
    const older = await clone.push({ 'docker-compose-twice.yml': slow('one') })
    const newer = await clone.push({ 'docker-compose-twice.yml': slow('two') })
    const last = await kesako.ended('twice', newer)
    expect(last.end?.outcome).toBe('deployed')
    const history = await kesako.deployments('twice')
    expect(history[0]?.revision).toBe(newer)
    const first = history.find(({ revision }) => revision === older)
    expect([undefined, 'superseded']).toContain(first?.end?.outcome)
    expect((await kesako.stack('twice')).sync).toBe('synced')
  })

  it('that fixes a bad image doesn’t wait for the deadline of the bad one', async () => {
    const { kesako, clone } = stage
    const services = (image: string): string =>
      composeFile({ a: { image, deploy: 'placement:\n  constraints: ["node.labels.x == y"]' } })
    const bad = await clone.push({ 'docker-compose-fixed.yml': services('kesako-lab:1') })
    await sleep(10_000)
    const good = await clone.push({ 'docker-compose-fixed.yml': composeFile({ a: {} }) })
    const pushed = performance.now()
    expect((await kesako.ended('fixed', good, 30_000)).end?.outcome).toBe('deployed')
    expect(performance.now() - pushed).toBeLessThan(30_000)
    expect((await kesako.ended('fixed', bad)).end).toMatchObject({
      outcome: 'superseded',
      code: 'newer-revision',
    })
  })

  it('of 30 commits in one push is found although the change is in the first', async () => {
    const { kesako, clone } = stage
    await clone.commit({ 'docker-compose-many.yml': composeFile({ a: {} }) })
    for (let number = 2; number < 30; number += 1) {
      await clone.commit({ 'README.md': `commit ${number}\n` })
    }
    const revision = await clone.push({ 'README.md': 'commit 30\n' })
    expect((await kesako.ended('many', revision)).end?.outcome).toBe('deployed')
  })

  it('of a force-push back deploys what was there before', async () => {
    const { kesako, clone, engine } = stage
    const before = await clone.push({
      'docker-compose-back.yml': composeFile({ a: { more: 'environment:\n  AT: "1"' } }),
    })
    expect((await kesako.ended('back', before)).end?.outcome).toBe('deployed')
    const after = await clone.push({
      'docker-compose-back.yml': composeFile({ a: { more: 'environment:\n  AT: "2"' } }),
    })
    expect((await kesako.ended('back', after)).end?.outcome).toBe('deployed')
    const between = await swarmView(engine.host)
    await clone.git('reset', '--quiet', '--hard', before)
    expect(await clone.tryPush('--force', 'origin', 'HEAD:main')).toMatchObject({ ok: true })
    const list = await kesako.settled(before)
    expect(list.stacks.find(({ name }) => name === 'back')?.sync).toBe('synced')
    const view = await swarmView(engine.host)
    expect(view.versions['back_a']).toBeGreaterThan(between.versions['back_a'] ?? 0)
    expect(view.versions['many_a']).toBe(between.versions['many_a'])
  })
})
