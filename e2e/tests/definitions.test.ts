import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runKesako } from '../scenario/run-kesako.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames } from '../scenario/swarm-view.ts'

const shipped = resolve(import.meta.dirname, '../../definitions')
const PASSWORD = 'tr0ub4dor-$&-"3"'
// Fails unless the values came as they were given.
const command = [
  'sh',
  '-euc',
  'test "$(cat /run/secrets/password)" = "$1" && test "$ENVIRONMENT" = "$2"',
  'sh',
  PASSWORD,
  'a${HOME}\n$1: "b"',
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

it('copies a definition that comes with Kesako by one commit, and refuses to do so twice', async () => {
  const { kesako, engine } = stage
  const options = { host: engine.host, environment: { KESAKO_DATA: kesako.dataFolder } }
  const added = await runKesako(['definitions', 'add', 'redis'], options)
  expect(added.stderr).toBe('')
  expect(added.stdout).toContain('committed as definitions/redis/docker-compose-template.yml')
  const again = await runKesako(['definitions', 'add', 'redis'], options)
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('There is a stack definition redis already.')
})

it('deploys the migration job with a secret and values that try to break out', async () => {
  const { kesako, engine } = stage
  const file = resolve(shipped, 'migration/docker-compose-template.yml')
  const template = `${await readFile(file, 'utf8')}x-kesako: { resolveImage: never }\n`
  const put = await kesako.api('PUT', '/stackDefinitions/migration', { template })
  expect(put.status).toBe(200)
  const made = await kesako.api('POST', '/stacks?wait=true', {
    name: 'import',
    stackDefinition: 'migration',
    options: {
      IMAGE: 'kesako-lab:1',
      COMMAND: command,
      ENVIRONMENT: command.at(-1),
      PASSWORD,
    },
  })
  expect(made).toMatchObject({
    status: 201,
    body: { committed: true, deployment: { end: { outcome: 'deployed' } } },
  })
  const { secrets } = await objectNames(engine.host)
  expect(secrets).toEqual([expect.stringMatching(/^import_PASSWORD-[0-9a-f]{8}$/)])
  expect(await kesako.stack('import')).toMatchObject({
    sync: 'synced',
    definition: { name: 'migration', state: 'current' },
  })
})
