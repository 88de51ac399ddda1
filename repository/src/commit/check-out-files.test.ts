import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openRepository } from '../open-repository.ts'
import { checkOutFiles, hasCheckedOut } from './check-out-files.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kesako-clone-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()
}

/** Adds one file by a commit of ours, as into any repository. */
async function commit(): Promise<string> {
  const repository = openRepository({ path: folder, digest: () => 'd', variables: new Map() })
  const head = await repository.head()
  const result = await repository.commit({
    changes: [{ path: 'stacks/shop/docker-compose.yml', content: Buffer.from('services: {}\n') }],
    message: 'Adopt',
    author: { name: 'Ana', email: 'ana@kesako.test' },
    expectedHead: head.kind === 'revision' ? head.revision : undefined,
  })
  await repository.close()
  if (result.kind !== 'committed') throw new Error(result.kind)
  return result.revision
}

const FILES = ['stacks/shop/docker-compose.yml']

it('leaves the clone clean, with the file in it', async () => {
  git('init', '--quiet', '--initial-branch=main')
  const revision = await commit()
  expect(git('status', '--porcelain')).not.toBe('')
  expect(await checkOutFiles(folder, 'main', revision, FILES)).toBe(true)
  expect(git('status', '--porcelain')).toBe('')
  expect(readFileSync(join(folder, FILES[0] ?? ''), 'utf8')).toBe('services: {}\n')
})

it('touches nothing of a bare repository, nor of a clone on another branch', async () => {
  git('init', '--quiet', '--bare', '--initial-branch=main')
  expect(await checkOutFiles(folder, 'main', await commit(), FILES)).toBe(false)
  rmSync(folder, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'kesako-clone-'))
  git('init', '--quiet', '--initial-branch=work')
  const revision = await commit()
  expect(await hasCheckedOut(folder, 'main')).toBe(false)
  expect(await checkOutFiles(folder, 'main', revision, FILES)).toBe(false)
  expect(git('status', '--porcelain')).toBe('')
})
