import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { completeLock, type PackageLock } from './complete-lock.ts'

test('an absent binary gets the entry that npm would have written, without its integrity', () => {
  const lock = {
    packages: {
      'node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@tool/linux-x64-gnu': '2.0.0', '@tool/linux-arm64-musl': '2.0.0' },
      },
      'node_modules/@tool/linux-x64-gnu': { version: '2.0.0', dev: true, license: 'MIT' },
    },
  }
  expect(completeLock(lock).packages['node_modules/@tool/linux-arm64-musl' as never]).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    license: 'MIT',
    optional: true,
    os: ['linux'],
  })
})

test('the lock of this repository is complete; `node e2e/lock/main.ts` completes it', async () => {
  const path = join(import.meta.dirname, '../../package-lock.json')
  const lock = JSON.parse(await readFile(path, 'utf8')) as PackageLock // npm's own format
  const absent = Object.keys(completeLock(lock).packages).filter((name) => !(name in lock.packages))
  expect(absent).toEqual([])
})
