import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { dockerStackDeploy } from '../scenario/docker-stack-deploy.ts'
import { startKesako } from '../scenario/kesako-process.ts'
import { cloneStacks } from '../scenario/stacks-clone.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'
import { askEngine } from '../lab/index.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('what isn’t ours', () => {
  it('is never touched: a foreign stack beside ours, through deploy, change and removal of ours', async () => {
    const { kesako, clone, engine } = stage
    await dockerStackDeploy(engine.host, 'foreign', composeFile({ a: {} }))
    const before = await swarmView(engine.host)
    const first = await clone.push({
      'docker-compose-ours.yml': composeFile({ a: {} }),
      'docker-compose-rest.yml': composeFile({ a: {} }),
    })
    expect((await kesako.ended('ours', first)).end?.outcome).toBe('deployed')
    const second = await clone.push({ 'docker-compose-ours.yml': null })
    expect((await kesako.ended('ours', second)).end?.outcome).toBe('removed')
    const after = await swarmView(engine.host)
    expect(after.versions['foreign_a']).toBe(before.versions['foreign_a'])
    expect(after.tasks['foreign_a']).toEqual(before.tasks['foreign_a'])
    expect((await objectNames(engine.host)).networks).toContain('foreign_default')
    expect(await kesako.stack('foreign')).toMatchObject({ managed: false })
  })

  it('is adopted without a restart when the file is the one that was deployed', async () => {
    const { kesako, clone, engine } = stage
    await dockerStackDeploy(engine.host, 'adopted', composeFile({ a: {} }))
    const before = await swarmView(engine.host)
    const revision = await clone.push({ 'docker-compose-adopted.yml': composeFile({ a: {} }) })
    expect((await kesako.ended('adopted', revision)).end?.outcome).toBe('deployed')
    expect((await swarmView(engine.host)).tasks['adopted_a']).toEqual(before.tasks['adopted_a'])
    expect(await kesako.stack('adopted')).toMatchObject({ managed: true, sync: 'synced' })
  })

  it('keeps, when it is adopted, what its file names no more, until the file changes', async () => {
    const { kesako, clone, engine } = stage
    const inTwo = 'networks: { default: {}, back: {} }'
    const uses = composeFile({ a: { more: 'networks: [default, back]' } }, inTwo)
    await dockerStackDeploy(engine.host, 'legacy', uses)
    const file = (top: string): string =>
      composeFile(
        { a: { more: 'configs: [page]' } },
        `configs: { page: { file: ./page.txt } }${top}`,
      )
    await clone.commit({ 'page.txt': 'page\n' })
    await dockerStackDeploy(engine.host, 'legacy', file(''), clone.folder)
    const networks = async () =>
      (await objectNames(engine.host)).networks.filter((name) => name.startsWith('legacy'))
    expect(await networks()).toEqual(['legacy_back', 'legacy_default'])

    const adopted = await clone.push({ 'docker-compose-legacy.yml': file('') })
    expect((await kesako.ended('legacy', adopted)).end?.outcome).toBe('deployed')
    await kesako.api('POST', '/stacks/legacy/sync?wait=true')
    expect(await networks()).toEqual(['legacy_back', 'legacy_default'])
    expect(await kesako.stack('legacy')).toMatchObject({ managed: true, sync: 'synced' })

    const changed = await clone.push({ 'docker-compose-legacy.yml': composeFile({ a: {} }) })
    expect((await kesako.ended('legacy', changed)).end?.outcome).toBe('deployed')
    expect(await networks()).toEqual(['legacy_default'])
    expect((await objectNames(engine.host)).configs).toEqual([])
    const gone = await clone.push({ 'docker-compose-legacy.yml': null, 'page.txt': null })
    expect((await kesako.ended('legacy', gone)).end?.outcome).toBe('removed')
  })

  it('is held when taking it over would restart something, until adopt says so', async () => {
    const { kesako, clone, engine } = stage
    await dockerStackDeploy(engine.host, 'running', composeFile({ a: {} }))
    const before = await swarmView(engine.host)
    const changed = composeFile({ a: { image: 'kesako-lab:2' } })
    const revision = await clone.push({ 'docker-compose-running.yml': changed })
    expect((await kesako.ended('running', revision)).end).toMatchObject({ outcome: 'held' })
    expect(await kesako.stack('running')).toMatchObject({ sync: 'held' })
    expect((await swarmView(engine.host)).versions['running_a']).toBe(before.versions['running_a'])
    const adopt = await clone.push({ 'stack-running.json': '{"adopt": true}' })
    expect((await kesako.ended('running', adopt)).end?.outcome).toBe('deployed')
  })

  it('stays apart when a second repository’s Kesako works on the same swarm', async () => {
    const { kesako, clone, engine } = stage
    await using other = await startKesako({ host: engine.host })
    await using otherClone = await cloneStacks(other.gitUrl)
    const theirs = await otherClone.push({ 'docker-compose-theirs.yml': composeFile({ a: {} }) })
    expect((await other.ended('theirs', theirs)).end?.outcome).toBe('deployed')
    const before = await swarmView(engine.host)
    expect(await other.stack('rest')).toMatchObject({ managed: false })

    const clash = await otherClone.push({
      'docker-compose-rest.yml': composeFile({ a: { image: 'kesako-lab:2' } }),
    })
    expect((await other.ended('rest', clash)).end).toMatchObject({ outcome: 'held' })
    const ours = await clone.push({ 'docker-compose-mine.yml': composeFile({ a: {} }) })
    expect((await kesako.ended('mine', ours)).end?.outcome).toBe('deployed')
    const gone = await otherClone.push({ 'docker-compose-rest.yml': null, 'README.md': 'x\n' })
    await other.settled(gone)
    const after = await swarmView(engine.host)
    for (const name of ['theirs_a', 'rest_a', 'foreign_a']) {
      expect([name, after.versions[name]]).toEqual([name, before.versions[name]])
    }
  })
})

describe('a repository that says nothing', () => {
  it('removes nothing when its tree is empty', async () => {
    const { kesako, clone, engine } = stage
    const before = await objectNames(engine.host)
    await clone.git('rm', '--quiet', '-r', '.')
    const revision = await clone.push({}, 'empty')
    await kesako.settled(revision)
    expect((await kesako.stacks()).held).toMatchObject({ code: 'empty-tree' })
    expect(await objectNames(engine.host)).toEqual(before)
    await clone.git('revert', '--no-edit', 'HEAD')
    await clone.tryPush('origin', 'HEAD:main')
  })

  it('refuses the deletion of main', async () => {
    const { clone } = stage
    const answer = await clone.tryPush('origin', ':main')
    expect(answer.ok).toBe(false)
    expect(answer.output).toContain('main')
  })

  it('holds everything when the head has another history', async () => {
    const { kesako, clone, engine } = stage
    const before = await objectNames(engine.host)
    await clone.git('checkout', '--quiet', '--orphan', 'elsewhere')
    const revision = await clone.commit({ 'docker-compose-new.yml': composeFile({ a: {} }) })
    await clone.tryPush('--force', 'origin', 'HEAD:main')
    await kesako.settled(revision)
    expect((await kesako.stacks()).held).toMatchObject({ code: 'unrelated-history' })
    expect(await objectNames(engine.host)).toEqual(before)
    await clone.git('checkout', '--quiet', 'main')
    await clone.tryPush('--force', 'origin', 'main:main')
  })

  it('holds a revision that would remove too many stacks until somebody confirms', async () => {
    const { kesako, clone, engine } = stage
    const files = (await clone.git('ls-files', 'docker-compose-*')).trim().split('\n')
    const kept = 'docker-compose-mine.yml'
    const doomed = files.filter((file) => file !== kept)
    expect(doomed.length).toBeGreaterThan(1)
    const revision = await clone.push({
      ...Object.fromEntries(doomed.map((file) => [file, null])),
      'stack-running.json': null,
    })
    await kesako.settled(revision)
    expect((await objectNames(engine.host)).services).toContain('adopted_a')
    await kesako.api('POST', '/sync?wait=true', { confirmRemovals: true })
    const left = (await objectNames(engine.host)).services
    expect(left).toEqual(['foreign_a', 'mine_a', 'theirs_a'])
    expect(await askEngine(engine.host, 'GET', '/volumes')).toBeDefined()
  })
})
