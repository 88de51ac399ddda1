import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder, type TemporaryFolder, tryProgram } from '../lab/index.ts'
import { KESAKO } from '../scenario/kesako-process.ts'
import { runKesako } from '../scenario/run-kesako.ts'

/** `kesako registry` on a state folder that no server runs on, and without an engine. */
let folder: TemporaryFolder
let environment: Readonly<Record<string, string>>
let state: string

beforeAll(async () => {
  folder = await temporaryFolder()
  state = join(folder.path, 'data/state')
  await mkdir(state, { recursive: true })
  await writeFile(join(folder.path, 'config.json'), JSON.stringify({ auths: { 's.io': {} } }))
  environment = { KESAKO_DATA: join(folder.path, 'data'), DOCKER_CONFIG: folder.path }
})
afterAll(() => folder.remove())

const verb = (args: readonly string[], input = ''): ReturnType<typeof runKesako> =>
  runKesako(['registry', ...args], { environment, input })

it('saves, lists and forgets, and shows no password', async () => {
  const piped = ['--username', 'ana', '--password-stdin', '--no-check']
  const saved = await verb(['login', 'https://R.io:5000/v2/', ...piped], 'correct horse\n')
  expect(saved).toMatchObject({
    code: 0,
    stdout: 'Saved the credentials for r.io:5000. It was not checked.\n',
  })
  const { stdout } = await verb(['ls'])
  expect(stdout).toMatch(/^REGISTRY +USER +FROM +SAVED\nr\.io:5000 +ana +state folder +\S+Z by /)
  expect(stdout).toMatch(/\ns\.io +- +docker config\.json\n$/)
  const listed = JSON.parse((await verb(['ls', '--json'])).stdout)
  expect(listed.registries[0]).toMatchObject({ registry: 'r.io:5000', source: 'state' })

  expect((await readdir(state)).toSorted()).toEqual(['registries.json', 'registry-key'])
  expect((await stat(join(state, 'registries.json'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(state, 'registries.json'), 'utf8')).not.toMatch(/ana|horse/)

  expect(await verb(['logout', 'r.io:5000'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Forgot the credentials for r.io:5000.'),
  })
  expect(await verb(['logout', 'r.io:5000'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are no credentials for r.io:5000'),
  })
})

it('asks at the terminal, and shows nothing of the password', async () => {
  const [program, ...bundle] = KESAKO
  const words = [program, ...bundle, 'registry', 'login', 'r.io', '--no-check']
  // Lines are typed one after another, the second with a wrong letter taken back.
  const feed = "(sleep 2; printf 'ana\\n'; sleep 2; printf 'correct hoX\\177rse\\r'; sleep 2)"
  const command = words.map((word) => `'${word}'`).join(' ')
  const shown = await tryProgram('sh', ['-c', `${feed} | script -qec "${command}" /dev/null`], {
    env: { PATH: process.env['PATH'], HOME: folder.path, ...environment },
  })
  expect(shown.stdout).toContain('User name: ')
  expect(shown.stdout).toMatch(/Password: \r?\n/)
  expect(shown.stdout).toContain('Saved the credentials for r.io.')
  expect(shown.stdout).not.toMatch(/horse|hoX/)
  const listed = JSON.parse((await verb(['ls', '--json'])).stdout)
  expect(listed.registries).toMatchObject([{ registry: 'r.io', username: 'ana' }, {}])
})

it.each([
  [['login', 'r.io'], 'There is no terminal to ask for the password at.'],
  [['login', 'r.io', '--password-stdin'], '--password-stdin needs --username.'],
  [['login', 'r.io', '--username', 'ana', '--password-stdin'], 'The password is empty.'],
  [['login', 'ana:word@r.io', '--username', 'ana'], 'is not the name of a registry.'],
  [['login'], "missing required argument 'host'"],
])('%j is wrong use', async (args, says) => {
  expect(await verb(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) })
})

it('says where there is no engine to check with, and saves nothing', async () => {
  const piped = ['--username', 'ana', '--password-stdin']
  const login = await verb(['login', 'q.io', ...piped], 'correct horse')
  expect(login.code).toBe(1)
  expect(login.stderr).not.toContain('horse')
  expect((await verb(['ls'])).stdout).not.toContain('q.io')
})

it('makes no state folder', async () => {
  const nowhere = ['--data', join(folder.path, 'nowhere')]
  const login = await verb(
    ['login', 'r.io', '--username', 'ana', '--password-stdin', ...nowhere],
    'x',
  )
  expect(login).toMatchObject({ code: 1, stderr: expect.stringContaining('kesako up') })
  expect(await readdir(folder.path)).not.toContain('nowhere')
})
