import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadWorkload, runProgram } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames } from '../scenario/swarm-view.ts'
import { eventually } from '../scenario/eventually.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ tags: ['1'] })
})
afterAll(() => stage?.[Symbol.asyncDispose]())

async function endOf(stack: string, files: Readonly<Record<string, string>>) {
  const revision = await stage.clone.push(files)
  return (await stage.kesako.ended(stack, revision)).end
}

const docker = (...args: readonly string[]): Promise<string> =>
  runProgram('docker', args, {
    env: { PATH: process.env['PATH'], DOCKER_HOST: stage.engine.host, HOME: '/nonexistent' },
  })

describe('what was missing outside of the repository', () => {
  it('an external network: nothing is written before it is there, and then it goes on by itself', async () => {
    const { kesako, engine } = stage
    const file = composeFile(
      { a: { more: 'networks: [lan]' } },
      'networks: { lan: { external: true } }',
    )
    expect(await endOf('ext', { 'docker-compose-ext.yml': file })).toMatchObject({
      outcome: 'failed',
      code: 'external-missing',
      reason: expect.stringContaining('lan'),
    })
    expect((await objectNames(engine.host)).services).toEqual([])
    await docker('network', 'create', '--driver', 'overlay', 'lan')
    await eventually('the stack is deployed', async () => {
      const [newest] = await kesako.deployments('ext')
      return newest?.end?.outcome === 'deployed'
    })
  })

  it('the image of a paused update: a sync lets the swarm go on', async () => {
    const { kesako, engine } = stage
    const deploy = 'update_config:\n  failure_action: pause\n  monitor: 2s'
    const file = (tag: string): string => composeFile({ a: { image: `kesako-lab:${tag}`, deploy } })
    expect((await endOf('paused', { 'docker-compose-paused.yml': file('1') }))?.outcome).toBe(
      'deployed',
    )
    expect(await endOf('paused', { 'docker-compose-paused.yml': file('9') })).toMatchObject({
      outcome: 'failed',
      code: expect.stringMatching(/update-paused|image-missing/),
    })
    await eventually('the update is paused', async () =>
      (
        await docker('service', 'inspect', '--format', '{{.UpdateStatus.State}}', 'paused_a')
      ).includes('paused'),
    )
    await loadWorkload(engine.host, '9')
    await kesako.api('POST', '/stacks/paused/sync?wait=true')
    const [newest] = await kesako.deployments('paused')
    expect(newest?.end).toMatchObject({ outcome: 'deployed' })
  })

  it('a stack that somebody removed a moment ago is deployed again by a sync', async () => {
    const { kesako } = stage
    const end = await endOf('gone', { 'docker-compose-gone.yml': composeFile({ a: {} }) })
    expect(end?.outcome).toBe('deployed')
    await docker('stack', 'rm', 'gone')
    await kesako.api('POST', '/stacks/gone/sync?wait=true')
    const [newest] = await kesako.deployments('gone')
    expect(newest?.end).toMatchObject({ outcome: 'deployed' })
    expect(await kesako.stack('gone')).toMatchObject({ sync: 'synced', health: 'healthy' })
  })
})
