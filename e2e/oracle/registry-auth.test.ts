import { createServer, type Server } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILE_CASES } from '../../engine/testing/docker-config-cases.ts'
import { dockerConfigFolder } from '../../engine/testing/docker-config-folder.ts'
import { HELPER_CASES } from '../../engine/testing/docker-helper-cases.ts'
import { temporaryFolder, type TemporaryFolder, tryProgram } from '../lab/index.ts'
import { type Cli, findCli } from './find-cli.ts'

const found = await findCli(process.env)
const cli: Cli | undefined = 'program' in found ? found : undefined

let folder: TemporaryFolder
let server: Server
let sent: string | undefined
beforeAll(async () => {
  folder = await temporaryFolder()
  server = createServer((request, response) => {
    const created = request.url?.endsWith('/services/create') === true
    if (created) sent = String(request.headers['x-registry-auth'])
    response.writeHead(created ? 201 : 200, { 'Api-Version': '1.41' })
    response.end(request.method === 'HEAD' ? '' : JSON.stringify(answer(request.url ?? '')))
  })
  await new Promise<void>((resolve) => server.listen(join(folder.path, 'engine.sock'), resolve))
})
afterAll(async () => {
  server.close()
  await folder.remove()
})

/** An empty swarm manager, as far as creating one service goes. */
function answer(url: string): unknown {
  if (url.endsWith('/info')) {
    return { Swarm: { ControlAvailable: true, LocalNodeState: 'active' } }
  }
  if (/\/(services|networks)\/create$/.test(url)) return { ID: 'made', Id: 'made' }
  return []
}

const alike = [...FILE_CASES, ...HELPER_CASES].filter(({ unlikeCli }) => unlikeCli === undefined)

test.skipIf(cli === undefined).each(alike)(
  'the docker CLI sends the same: $name',
  async ({ config, image, sent: ours, asked }) => {
    await using home = await dockerConfigFolder()
    await home.write(config)
    const file = join(home.path, 'compose.yml')
    await writeFile(file, `version: "3.8"\nservices:\n  web:\n    image: ${image}\n`)
    sent = undefined
    const host = ['--host', `unix://${join(folder.path, 'engine.sock')}`]
    const deploy = ['stack', 'deploy', '--resolve-image', 'never', '--with-registry-auth']
    const args = [...host, ...deploy, '--compose-file', file, 'x']
    await tryProgram(cli?.program ?? '', args, { env: { ...home.environment, HOME: home.path } })
    const theirs = sent === undefined ? 'failure' : decoded(sent)
    expect(theirs).toEqual(ours)
    expect(await home.calls()).toEqual(asked === undefined ? [] : [asked])
  },
)

function decoded(header: string): unknown {
  const auth: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
  return JSON.stringify(auth) === '{}' ? 'nothing' : auth
}
