import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { programPath, tryProgram } from '../lab/run-program.ts'
import { temporaryFolder, type TemporaryFolder } from '../lab/temporary-folder.ts'

vi.setConfig({ testTimeout: 30_000 })

const script = join(import.meta.dirname, '../../bootstrap/engine-root.sh')
const canMake =
  process.getuid?.() === 0 && existsSync('/usr/share/keyrings/debian-archive-keyring.gpg')

/** A debootstrap that makes an almost empty folder, and a dockerd of that version in it. */
let folder: TemporaryFolder
let place: string

beforeEach(async () => {
  folder = await temporaryFolder()
  place = join(folder.path, 'place')
  await mkdir(join(folder.path, 'programs'))
  await debootstrap('')
  await engine('28.5.2')
})

afterEach(async () => {
  await folder.remove()
})

test.each(['27', '', '28.5', '../28', 'bookworm'])('refuses "%s"', async (version) => {
  expect(await engineRoot(version)).toEqual({
    code: 1,
    stdout: '',
    stderr: `kesako: KESAKO_TEST_ENGINE is "${version}": it can be 26 or trixie, 28 or forky, or empty for the engine of this machine\n`,
  })
})

describe.skipIf(!canMake)('the root folder of an engine', () => {
  test('is made once, and then found without a word', async () => {
    const first = await engineRoot('28')
    expect(first).toMatchObject({ code: 0, stdout: `${join(place, 'forky-1')}\n` })
    expect(first.stderr).toContain('making the root folder of engine 28 from Debian forky')
    expect(await engineRoot('28')).toEqual({ ...first, stderr: '' })
    expect(await engineRoot('forky')).toEqual({ ...first, stderr: '' })
    expect(made()).toEqual(['forky http://deb.debian.org/debian'])
  })

  test('is made once by two who need it at the same time', async () => {
    await debootstrap('sleep 0.5')
    const both = await Promise.all([engineRoot('28'), engineRoot('28')])
    expect(both.map(({ stdout }) => stdout.trim())).toEqual(
      Array.from(both, () => join(place, 'forky-1')),
    )
    expect(made()).toHaveLength(1)
  })

  test('is not there after a debootstrap that failed, and made anew the next time', async () => {
    await debootstrap('echo "no network"; exit 1')
    const failed = await engineRoot('28')
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect(failed.stderr).toContain('no network')
    expect(await readdir(place)).not.toContain('forky-1')
    await debootstrap('')
    expect(await engineRoot('28')).toMatchObject({ code: 0 })
    expect(await readdir(place)).not.toContain('forky-1.draft')
  })

  test('that is half made when its maker is killed is made anew, and its programs end', async () => {
    await debootstrap('touch "$2/half"; mount -t tmpfs tmpfs "$2/etc"; touch "$2/etc/x"; sleep 60')
    const maker = spawn('sh', [script, '28'], { env: environment(), stdio: 'ignore' })
    const half = join(place, 'forky-1.draft/half')
    await expect.poll(() => existsSync(half), { timeout: 20_000 }).toBe(true)
    maker.kill('SIGKILL')
    await once(maker, 'exit')
    await debootstrap('')
    // Whoever still ran would hold the lock.
    expect(await engineRoot('28')).toMatchObject({ code: 0 })
    expect(await readdir(join(place, 'forky-1'))).not.toContain('half')
  })

  test('has the version that was asked for, or is refused with the remedy', async () => {
    await engine('29.0.1')
    const later = await engineRoot('28')
    expect(later).toMatchObject({ code: 1, stdout: '' })
    expect(later.stderr).toContain('Debian forky has engine 29.0.1 by now')
    expect(await engineRoot('forky')).toMatchObject({ code: 0 })
  })

  test('comes from the mirror that is named', async () => {
    await engineRoot('28', { KESAKO_TEST_DEBIAN_MIRROR: 'http://mirror.test/debian' })
    expect(made()).toEqual(['forky http://mirror.test/debian'])
  })
})

function engineRoot(version: string, more: NodeJS.ProcessEnv = {}) {
  return tryProgram('sh', [script, '--no-install', version], { env: { ...environment(), ...more } })
}

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: `${join(folder.path, 'programs')}:${programPath}`,
    KESAKO_TEST_ENGINE_FOLDER: place,
  }
}

/** It is called with `--variant=… --include=… SUITE FOLDER MIRROR SCRIPT`. */
async function debootstrap(body: string): Promise<void> {
  await program(
    'debootstrap',
    `shift 2
     mkdir -p "$2/etc"
     echo "$1 $3" >>'${folder.path}/made'
     ${body}`,
  )
}

async function engine(version: string): Promise<void> {
  await program('chroot', `echo 'Docker version ${version}+dfsg4, build 3ef3c07'`)
}

function made(): readonly string[] {
  return readFileSync(join(folder.path, 'made'), 'utf8').trim().split('\n')
}

async function program(name: string, body: string): Promise<void> {
  const path = join(folder.path, 'programs', name)
  await writeFile(path, `#!/bin/sh\n${body}\n`)
  await chmod(path, 0o755)
}
