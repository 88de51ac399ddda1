import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askEngine } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { runKesako } from '../scenario/run-kesako.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames } from '../scenario/swarm-view.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ tags: ['1'] })
})
afterAll(() => stage?.[Symbol.asyncDispose]())

const VALUE = 'correct horse battery'

async function cli(
  args: readonly string[],
  input?: string,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const { code, stdout, stderr } = await runKesako(
    [...args, '--data', stage.kesako.dataFolder],
    input === undefined ? {} : { input },
  )
  return { code, text: stdout + stderr }
}

const using = composeFile({
  web: { more: 'secrets: [db]\nconfigs: [{source: page, target: /page}]' },
})
const externals = 'secrets:\n  db: { external: true }\nconfigs:\n  page: { external: true }\n'

describe('secrets and configs that stacks name as external', () => {
  it('a stack waits for them, and is deployed once they are made', async () => {
    const { kesako, clone } = stage
    const revision = await clone.push({ 'docker-compose-shop.yml': `${using}\n${externals}` })
    expect((await kesako.ended('shop', revision)).end?.code).toBe('external-missing')
    expect(await cli(['secret', 'create', 'db'], VALUE)).toEqual({
      code: 0,
      text: 'Created secret db.\n',
    })
    const file = join(kesako.dataFolder, 'page.txt')
    await writeFile(file, VALUE)
    expect((await cli(['config', 'create', 'page', file])).text).toBe('Created config page.\n')
    await eventually('the stack runs', async () => {
      const { health } = await kesako.stack('shop')
      return health === 'healthy'
    })
  })

  it('say who uses them, and are neither replaced nor removed while somebody does', async () => {
    expect((await cli(['secret', 'ls'])).text).toMatch(/^db +kesako +\S+ +shop_web +shop$/m)
    expect((await cli(['secret', 'create', 'db', '--replace'], VALUE)).text).toBe(
      'Left as it is: secret db, which has this value already.\n',
    )
    const refused = await cli(['config', 'create', 'page', '--replace'], 'another')
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('page-2') })
    expect(await cli(['secret', 'rm', 'db', '--force'])).toMatchObject({
      code: 1,
      text: expect.stringContaining('shop_web'),
    })
  })

  it('stay when their stack goes, and go when a person says so', async () => {
    const { kesako, clone, engine } = stage
    const revision = await clone.push({ 'docker-compose-shop.yml': null, 'README.md': 'empty\n' })
    await kesako.settled(revision)
    await eventually('the service is gone', async () => {
      return (await askEngine<readonly object[]>(engine.host, 'GET', '/services')).length === 0
    })
    expect(await objectNames(engine.host)).toMatchObject({ secrets: ['db'], configs: ['page'] })
    await eventually('nothing uses the secret', async () => {
      return (await cli(['secret', 'rm', 'db'])).code === 0
    })
    expect((await cli(['config', 'create', 'page', '--replace'], 'another')).text).toBe(
      'Replaced config page.\n',
    )
    expect((await cli(['config', 'rm', 'page'])).text).toBe('Removed config page.\n')
    expect(await objectNames(engine.host)).toMatchObject({ secrets: [], configs: [] })
  })

  it('no value is in what the server printed', () => {
    expect(stage.kesako.output()).not.toContain(VALUE)
  })
})
