import { chmod, cp, mkdir, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder, tryProgram, type TemporaryFolder } from '../lab/index.ts'

vi.setConfig({ testTimeout: 30_000 })

const root = join(import.meta.dirname, '../..')

/** A checkout with the real launcher, whose build and CLI only say what they were given. */
let folder: TemporaryFolder
let checkout: string

beforeEach(async () => {
  folder = await temporaryFolder()
  checkout = join(await realpath(folder.path), 'a checkout')
  await mkdir(join(checkout, 'core/src'), { recursive: true })
  for (const name of ['contract', 'engine', 'repository', 'deploy', 'server', 'cli', 'ui']) {
    await mkdir(join(checkout, name))
  }
  await cp(join(root, 'kesako'), join(checkout, 'kesako'))
  await cp(join(root, 'bootstrap'), join(checkout, 'bootstrap'), { recursive: true })
  await mkdir(join(checkout, 'node_modules/node/bin'), { recursive: true })
  await mkdir(join(checkout, 'node_modules/.bin'))
  await symlink(process.execPath, join(checkout, 'node_modules/node/bin/node'))
  await symlink(process.execPath, join(checkout, 'node_modules/.bin/node'))
  await file('package-lock.json', '{}')
  await file('node_modules/.package-lock.json', '{}')
  await file('core/src/index.ts', '')
  await file(
    'build.ts',
    `import { appendFileSync, writeFileSync } from 'node:fs'
     console.log('this is for the log')
     writeFileSync('dist/kesako.js', 'console.log(JSON.stringify([process.cwd(), ...process.argv.slice(2)]))')
     writeFileSync('dist/.built', '')
     appendFileSync('builds', 'x')`,
  )
})

afterEach(async () => {
  await folder.remove()
})

test('keeps the folder and the arguments of the caller, and builds once', async () => {
  const there = await realpath('/usr')
  const args = ['plan', 'two words', '', '$x']
  const first = await tryProgram(join(checkout, 'kesako'), args, { cwd: there })
  expect(JSON.parse(first.stdout)).toEqual([there, ...args])
  expect(first.stderr).toMatch(/^kesako: building …\nkesako: building: done in \d+ s\n$/)

  const second = await tryProgram(join(checkout, 'kesako'), args, { cwd: there })
  expect(second).toEqual({ ...first, stderr: '' })
})

test('is found through links, relative ones too', async () => {
  await symlink('a checkout/kesako', join(folder.path, 'one'))
  await symlink('one', join(folder.path, 'two'))
  const run = await tryProgram('./two', ['x'], { cwd: folder.path })
  expect(JSON.parse(run.stdout)).toEqual([dirname(checkout), 'x'])
})

test.each([
  ['core/src/index.ts', true],
  ['package-lock.json', true],
  ['core/src/index.test.ts', false],
  ['core/src/testdata/x/compose.yml', false],
  ['ui/node_modules/x/index.js', false],
])('after a change of %s it builds anew: %s', async (path, again) => {
  await tryProgram(join(checkout, 'kesako'), [])
  await file('dist/.installed', '{}')
  await file(path, '{}')
  const future = new Date(Date.now() + 60_000)
  await utimes(join(checkout, path), future, future)
  const run = await tryProgram(join(checkout, 'kesako'), [])
  expect(run.stderr.includes('building')).toBe(again)
})

test('shows the end of the log of a build that fails, and its place', async () => {
  await file('build.ts', 'throw new Error("the reason")')
  const run = await tryProgram(join(checkout, 'kesako'), [])
  expect(run.code).toBe(1)
  expect(run.stdout).toBe('')
  expect(run.stderr).toContain('Error: the reason')
  expect(run.stderr).toContain(`the whole log is ${checkout}/dist/build.log`)
})

test.each([
  { program: undefined, says: 'Node.js is missing' },
  { program: 'echo 16.20.0', says: 'Node.js is 16.20.0 here; 18 or later is needed' },
])('without dependencies and with node $program it says: $says', async ({ program, says }) => {
  await makeOld('node_modules/.package-lock.json')
  const programs = await programFolder(['npm'])
  if (program !== undefined) await stub(programs, 'node', program)
  const run = await tryProgram(join(checkout, 'kesako'), ['up'], { env: { PATH: programs } })
  expect(run.code).toBe(1)
  expect(run.stderr).toContain(says)
  expect(run.stderr).toContain('apt-get install --no-install-recommends nodejs npm')
})

test.each([
  [
    'by npm ci where there are none',
    'ci',
    () => rm(join(checkout, 'node_modules/.package-lock.json')),
  ],
  [
    'what differs, where the lock is another',
    'install --no-save',
    () => makeOld('node_modules/.package-lock.json'),
  ],
])('installs dependencies %s', async (_, command, change) => {
  await change()
  const programs = await programFolder([])
  await stub(programs, 'node', 'echo 24.0.0')
  await stub(
    programs,
    'npm',
    `echo "$@" >>"${checkout}/npm"; echo '{}' >"${checkout}/node_modules/.package-lock.json"`,
  )
  const environment = { env: { PATH: programs } }
  const run = await tryProgram(join(checkout, 'kesako'), [], environment)
  expect(run.stderr).toContain(`kesako: installing npm dependencies (npm ${command}): done in`)
  const again = await tryProgram(join(checkout, 'kesako'), [], environment)
  expect(again.stderr).toBe('')
  const calls = await tryProgram('cat', [join(checkout, 'npm')])
  expect(calls.stdout).toMatch(new RegExp(`^${command} --prefix .*a checkout --include=dev .*\\n$`))
})

test('where Node is old, installs the pinned one first, and runs npm on it', async () => {
  await makeOld('node_modules/.package-lock.json')
  const programs = await programFolder([])
  await stub(programs, 'node', 'case $2 in process*) echo 18.0.0 ;; *) echo 24.21.0 ;; esac')
  const pinned = `${checkout}/dist/.node/node_modules/node/bin`
  await stub(
    programs,
    'npm',
    `echo "$1 \${PATH%%:*}" >>'${checkout}/npm'
     case $1 in install) mkdir -p '${pinned}' ;; esac`,
  )
  const run = await tryProgram(join(checkout, 'kesako'), [], { env: { PATH: programs } })
  expect(run.stderr).toContain('installing Node.js 24.21.0 for this folder (here is 18.0.0): done')
  const calls = await tryProgram('cat', [join(checkout, 'npm')])
  expect(calls.stdout).toBe(`install ${programs}\ninstall ${pinned}\n`)
})

async function makeOld(path: string): Promise<void> {
  await utimes(join(checkout, path), 1, 1)
}

async function file(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(checkout, path)), { recursive: true })
  await writeFile(join(checkout, path), content)
}

/** A folder of programs that has the usual ones and none of Node's. */
async function programFolder(empty: readonly string[]): Promise<string> {
  const programs = join(folder.path, 'programs')
  await mkdir(programs)
  const usual = [
    'sh',
    'dirname',
    'readlink',
    'find',
    'cmp',
    'cp',
    'mkdir',
    'tail',
    'head',
    'cat',
    'wc',
    'date',
    'touch',
  ]
  for (const name of [...usual, 'rm', 'uname', 'flock', 'sleep']) {
    await symlink((await tryProgram('which', [name])).stdout.trim(), join(programs, name))
  }
  for (const name of empty) await stub(programs, name, ':')
  return programs
}

async function stub(programs: string, name: string, body: string): Promise<void> {
  await writeFile(join(programs, name), `#!/bin/sh\n${body}\n`)
  await chmod(join(programs, name), 0o755)
}
