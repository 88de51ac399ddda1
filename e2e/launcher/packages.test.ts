import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder, tryProgram, type TemporaryFolder } from '../lab/index.ts'

vi.setConfig({ testTimeout: 30_000 })

const script = join(import.meta.dirname, '../../bootstrap/packages.sh')

/** A machine that has only these programs, since `is_there` asks the PATH, and an apt that puts a program there. */
let folder: TemporaryFolder
let programs: string

beforeEach(async () => {
  folder = await temporaryFolder()
  programs = join(folder.path, 'programs')
  await mkdir(programs)
  const usual = [
    'sh',
    'dirname',
    'id',
    'grep',
    'find',
    'mktemp',
    'cat',
    'head',
    'tail',
    'wc',
    'date',
    'rm',
    'ldd',
  ]
  for (const name of [...usual, 'chmod', 'touch']) {
    await symlink((await tryProgram('which', [name])).stdout.trim(), join(programs, name))
  }
})

afterEach(async () => {
  await folder.remove()
})

test('says what is missing and the command that installs it, and installs nothing, with --no-install', async () => {
  await aptWith('docker.io iptables git busybox-static chromium')
  const run = await packages('--no-install', 'sample')
  expect(run).toMatchObject({ code: 1, stdout: '' })
  expect(run.stderr).toContain('git, for the stacks repository (package git)')
  expect(run.stderr).toMatch(/as root: apt-get install --no-install-recommends git/)
  expect(await calls()).toEqual([])
})

test('installs what is missing, nothing else, and is content the second time', async () => {
  await aptWith('git busybox-static')
  expect(await packages('sample')).toMatchObject({ code: 0, stdout: '' })
  expect(await calls()).toEqual([
    expect.stringMatching(/^install -y --no-install-recommends .* git$/),
  ])
  expect(await packages('sample')).toMatchObject({ code: 0, stderr: '' })
})

test('reads the package lists first when they are not there', async () => {
  await aptWith('')
  await packages('sample')
  expect((await calls())[0]).toBe('update')
})

test('where a program has no package it says what to do, before it installs anything', async () => {
  await aptWith('git busybox-static docker.io iptables iproute2 docker-registry')
  const run = await packages('test')
  expect(run.code).toBe(1)
  expect(run.stderr).toContain('snap install chromium')
  expect((await calls()).filter((call) => call.startsWith('install'))).toEqual([])
})

test('says that it cannot help where there is no apt', async () => {
  const run = await packages('sample')
  expect(run.code).toBe(1)
  expect(run.stderr).toContain('there is no apt-get here')
})

test.each([[[]], [['everything']], [['--no-install']]])(
  'refuses the arguments %j',
  async (args) => {
    const run = await packages(...args)
    expect(run).toMatchObject({
      code: 1,
      stderr: 'kesako: usage: packages.sh [--no-install] sample|up|test|engines\n',
    })
  },
)

function packages(...args: readonly string[]) {
  return tryProgram(join(programs, 'sh'), [script, ...args], { env: { PATH: programs } })
}

/** `known`: the packages in the lists. Installing git is the only one that takes effect. */
async function aptWith(known: string): Promise<void> {
  const policy = `case " ${known} " in *" $2 "*) echo "  Candidate: 1.0" ;; *) echo "  Candidate: (none)" ;; esac`
  await stub('apt-cache', policy)
  await stub(
    'apt-get',
    `echo "$@" >>'${folder.path}/calls'
     case " $* " in *" install "*" git "*) touch '${programs}/git' && chmod +x '${programs}/git' ;; esac`,
  )
}

async function calls(): Promise<readonly string[]> {
  const { stdout } = await tryProgram('cat', [join(folder.path, 'calls')])
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

async function stub(name: string, body: string): Promise<void> {
  await writeFile(join(programs, name), `#!/bin/sh\n${body}\n`)
  await chmod(join(programs, name), 0o755)
}
