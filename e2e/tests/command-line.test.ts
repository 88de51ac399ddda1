import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder, tryProgram, type TemporaryFolder } from '../lab/index.ts'
import { KESAKO } from '../scenario/kesako-process.ts'
import { runKesako } from '../scenario/run-kesako.ts'

const SHOP = `version: "3.8"
services:
  web:
    image: web:\${TAG:-1}
    configs: [page]
    secrets: [key]
configs: {page: {file: ./page.txt}}
secrets: {key: {file: ./key.txt}}
`

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
  const write = (path: string, text: string): Promise<void> =>
    writeFile(join(folder.path, path), text)
  await mkdir(join(folder.path, 'sub'))
  await write('shop.yml', SHOP)
  await write('more.yml', 'version: "3.8"\nservices: {web: {environment: {A: "1"}}}\n')
  await write('bad.yml', 'version: "3.8"\nservices:\n  a:\n    imag: x\n')
  await write('large.yml', `# ${'x'.repeat(2_000_000)}\n`)
  await write('page.txt', 'the page\n')
  await write('key.txt', 'the secret\n')
})
afterAll(() => folder.remove())

const run = (...args: readonly string[]) => runKesako(args, { cwd: folder.path })

const VERBS = [
  'up',
  'down',
  'serve',
  'login',
  'convert',
  'validate',
  'plan',
  'apply',
  'rm',
  'status',
  'history',
]

describe('help', () => {
  it('of the program names every verb, the exit codes and examples', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    for (const verb of VERBS) expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'))
    expect(stdout).toMatch(/Examples:[^]*0 done, 1 failed, 2 wrong use, 3 the plan is not empty/)
  })

  it.each(VERBS)('of %s has an example of it', async (verb) => {
    const { code, stdout } = await run(verb, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`\n  $ kesako ${verb}`)
  })
})

describe('wrong use', () => {
  it.each([
    [[], /Usage: kesako/],
    [['deploy'], /error: unknown command 'deploy'/],
    [['plan', '--chek'], /error: unknown option '--chek'[^]*--check/],
    [['convert', '-c', 'shop.yml'], /error: missing required argument 'stack'/],
    [['convert', 'shop'], /No Compose file is named\.[^]*-c FILE/],
    [['validate'], /No stack is named\.[^]*`validate -c FILE STACK`/],
    [['plan', '-c', 'shop.yml', '--repo', '.', 'shop'], /-c and --repo exclude each other/],
    [['apply', '--repo', '.', 'shop'], /--stack[^]*`apply --repo \. --stack shop`/],
    [['apply', '-c', 'shop.yml', 'shop', '--revision', 'v1'], /--revision needs --repo/],
    [['serve', '--listen', 'nonsense'], /--listen takes HOST:PORT, and is nonsense/],
    [['history', 'shop', '--limit', '0'], /--limit takes a whole number from 1/],
  ])('%j ends with 2 and says so on stderr', async (args, says) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
  })

  it('is a JSON document too when one was asked for', async () => {
    const { code, stdout } = await run('plan', '--chek', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'wrong-use' } })
  })
})

describe('convert', () => {
  it('prints the specs, without the data of secrets', async () => {
    const { code, stdout, stderr } = await run('convert', '-c', 'shop.yml', 'shop')
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({
      networks: [expect.objectContaining({ Name: 'shop_default' })],
      secrets: [{ Name: 'shop_key', Labels: { 'com.docker.stack.namespace': 'shop' } }],
      configs: [expect.objectContaining({ Name: 'shop_page', Data: btoa('the page\n') })],
      services: [expect.objectContaining({ Name: 'shop_web' })],
    })
  })

  it('prints the data of secrets when asked to', async () => {
    const { stdout } = await run('convert', '-c', 'shop.yml', '--show-secrets', 'shop')
    expect(JSON.parse(stdout)).toMatchObject({ secrets: [{ Data: btoa('the secret\n') }] })
  })

  it('merges files, takes variables of the process, and paths from the first file’s folder', async () => {
    const args = ['convert', '-c', '../shop.yml', '-c', '../more.yml', 'shop']
    const { code, stdout } = await runKesako(args, {
      cwd: join(folder.path, 'sub'),
      environment: { TAG: '7' },
    })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      services: [{ TaskTemplate: { ContainerSpec: { Image: 'web:7', Env: ['A=1'] } } }],
    })
  })

  it('reads standard input, whose paths start from the working folder', async () => {
    const { code, stdout } = await runKesako(['convert', '-c', '-', 'shop'], {
      cwd: folder.path,
      input: SHOP,
    })
    expect(code).toBe(0)
    expect(stdout).toBe((await run('convert', '-c', 'shop.yml', 'shop')).stdout)
  })
})

describe('problems of files', () => {
  it.each([
    [
      'bad.yml',
      'shop',
      /^bad\.yml:4:5: error: services\.a\.imag: .*\n {4}Did you mean "image"\?$/m,
    ],
    ['none.yml', 'shop', /^error: none\.yml doesn't exist\.\n {4}.*-c/m],
    ['sub', 'shop', /^error: sub is a directory\./m],
    ['large.yml', 'shop', /^error: large\.yml has \d+ bytes/m],
    ['/dev/zero', 'shop', /^error: \/dev\/zero has \d+ bytes/m],
    ['shop.yml', 'b@d', /error: .*"b@d" can't be the name of a stack/m],
  ])('%s as %s: place, sentence, remedy', async (file, stack, says) => {
    for (const verb of ['convert', 'validate', 'plan', 'apply']) {
      const { code, stderr } = await run(verb, '-c', file, stack)
      expect([verb, code]).toEqual([verb, 1])
      expect(stderr).toMatch(says)
    }
  })

  it('are JSON of every verb that was asked for it', async () => {
    for (const verb of ['plan', 'apply']) {
      const { stdout } = await run(verb, '-c', 'bad.yml', 'shop', '--json')
      expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'unknown-key' }] })
    }
    const { stdout } = await run('validate', '-c', 'bad.yml', 'shop', '--json')
    const place = { file: 'bad.yml', line: 4, column: 5 }
    const problem = expect.objectContaining({ place, remedy: 'Did you mean "image"?' })
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      stacks: [{ name: 'shop', problems: [problem] }],
      problems: [],
    })
  })
})

describe('an engine that isn’t there', () => {
  it.each([
    ['unix:///nonexistent/docker.sock', /there is no engine at unix:\/\/\/nonexistent/],
    ['tcp://127.0.0.1:1', /nothing listens at tcp:\/\/127\.0\.0\.1:1/],
    ['ssh://', /address of the engine can't be used/],
  ])('%s: every verb that needs one says so and ends with 1', async (host, says) => {
    const calls = [
      ['status'],
      ['plan', '-c', 'shop.yml', 'shop'],
      ['apply', '-c', 'shop.yml', 'shop'],
      ['rm', 'shop'],
      ['up', '--no-install', '--data', join(folder.path, 'up')],
    ]
    for (const args of calls) {
      const { code, stderr } = await runKesako(args, { cwd: folder.path, host })
      expect([args[0], code]).toEqual([args[0], 1])
      expect(stderr).toMatch(says)
      expect(stderr).toMatch(/DOCKER_HOST/)
    }
  })

  it('has a code in JSON, and no credential of its address', async () => {
    const host = 'tcp://ann:hunter2@127.0.0.1:1'
    const { stdout, stderr } = await runKesako(['status', '--json'], { host })
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.stringMatching(/^engine-/) } })
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

describe('output', () => {
  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('with %j is coloured: %s', async (environment, colored) => {
    const { stderr } = await runKesako(['validate', '-c', 'bad.yml', 'shop'], {
      cwd: folder.path,
      environment,
    })
    expect(stderr.includes('\u001B[')).toBe(colored)
  })

  it('may have a reader that goes away', async () => {
    const line = `${KESAKO.join(' ')} --help | true; echo "\${PIPESTATUS[0]}"`
    const { stdout } = await tryProgram('bash', ['-c', line])
    expect(stdout).toBe('0\n')
  })
})

it('says that no Kesako runs, or ran, where there is no data folder', async () => {
  expect(await run('login')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/No Kesako runs/),
  })
  expect(await run('down')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Nothing to undo/),
  })
  expect(await run('history', 'shop')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no stacks repository/),
  })
  expect(await run('history', 'shop', '--repo', '.')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/is not a Git repository/),
  })
})
