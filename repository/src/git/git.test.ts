import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryRepository } from '../testing/temporary-repository.ts'
import type { Git } from './git.ts'
import { createGit } from './git.ts'
import { flatTree } from './loose-object.ts'
import { nullId } from './object-format.ts'

const CONTENT = Buffer.from('hello\n')

/** Closes the handle with the test. */
function open(path: string, more: object = {}): Git & Disposable {
  const git = createGit({ path, ...more })
  return { ...git, [Symbol.dispose]: git.close }
}

it('writes objects that Git reads, and reads those that Git wrote', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  const blob = await git.writeObject({ type: 'blob', body: CONTENT })
  expect(await git.writeObject({ type: 'blob', body: CONTENT })).toBe(blob)
  const tree = await git.writeObject({
    type: 'tree',
    body: flatTree(
      new Map([
        ['b.txt', blob],
        ['a', blob],
      ]),
    ),
  })
  expect(repository.git(['cat-file', 'blob', blob])).toBe('hello')
  expect(repository.git(['ls-tree', '--name-only', tree])).toBe('a\nb.txt')
  const other = repository.git(['hash-object', '-w', '--stdin'], 'other')
  expect(await git.objects.read(other, 100)).toMatchObject({ kind: 'object', id: other })
  expect(repository.git(['fsck', '--strict'])).not.toContain('error')
})

it('writes and names objects of a SHA-256 repository', async () => {
  await using repository = await temporaryRepository()
  rmSync(repository.path, { recursive: true })
  mkdirSync(repository.path)
  repository.git(['init', '--quiet', '--bare', '--object-format=sha256', repository.path])
  using git = open(repository.path)
  const blob = await git.writeObject({ type: 'blob', body: CONTENT })
  expect(blob).toHaveLength(64)
  expect(repository.git(['cat-file', 'blob', blob])).toBe('hello')
})

it('answers many reads in order, and drops what is too large', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  const small = await git.writeObject({ type: 'blob', body: CONTENT })
  const large = await git.writeObject({ type: 'blob', body: Buffer.alloc(3_000_000, 'x') })
  const names = Array.from({ length: 300 }, (_, at) => [small, large, 'f'.repeat(40)][at % 3] ?? '')
  const answers = await Promise.all(names.map((name) => git.objects.read(name, 1_000)))
  expect(answers.map(({ kind }) => kind)).toEqual(
    names.map((_, at) => ['object', 'too-large', 'missing'][at % 3]),
  )
  expect(await git.objects.read('two\nnames', 100)).toEqual({ kind: 'missing' })
})

it('reads on after an object that kills the reading process', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  const good = await git.writeObject({ type: 'blob', body: CONTENT })
  const bad = await git.writeObject({ type: 'blob', body: Buffer.from('bad') })
  const path = join(repository.path, 'objects', bad.slice(0, 2), bad.slice(2))
  chmodSync(path, 0o644)
  writeFileSync(path, 'garbage')
  const [first, broken, last] = await Promise.allSettled([
    git.objects.read(good, 100),
    git.objects.read(bad, 100),
    git.objects.read(good, 100),
  ])
  expect(first).toMatchObject({ value: { kind: 'object' } })
  expect(broken.status === 'rejected' || broken.value.kind === 'missing').toBe(true)
  expect(last).toMatchObject({ value: { kind: 'object' } })
})

it('moves a ref only from the value that is expected', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  const one = repository.push({ a: '1' })
  const two = repository.push({ a: '2' })
  const none = nullId('sha1')
  expect(await git.moveRef('refs/kesako/x', one, two)).toBe(false)
  expect(await git.moveRef('refs/kesako/x', none, one)).toBe(true)
  expect(await git.moveRef('refs/kesako/x', none, two)).toBe(false)
  const moves = await Promise.all(
    [two, two, two].map((to) => git.moveRef('refs/kesako/x', one, to)),
  )
  expect(moves.filter(Boolean)).toHaveLength(1)
  expect(repository.git(['rev-parse', 'refs/kesako/x'])).toBe(two)
})

it('runs no hook of the repository and writes nothing in quarantine', async () => {
  await using repository = await temporaryRepository()
  const one = repository.push({ a: '1' })
  const hooks = join(repository.path, 'hooks')
  mkdirSync(hooks, { recursive: true })
  const trace = join(dirname(repository.path), 'trace')
  writeFileSync(join(hooks, 'reference-transaction'), `#!/bin/sh\necho ran >> ${trace}\n`, {
    mode: 0o755,
  })
  using git = open(repository.path)
  expect(await git.moveRef('refs/kesako/x', nullId('sha1'), one)).toBe(true)
  expect(existsSync(trace)).toBe(false)
  using quarantined = open(repository.path, { environment: { GIT_QUARANTINE_PATH: '/x' } })
  await expect(quarantined.writeObject({ type: 'blob', body: CONTENT })).rejects.toMatchObject({
    code: 'repository-read-only',
  })
  await expect(quarantined.moveRef('refs/kesako/x', one, one)).rejects.toMatchObject({
    code: 'repository-read-only',
  })
})

it('opens a work tree as well as a bare repository', async () => {
  await using repository = await temporaryRepository()
  const commit = repository.push({ a: '1' })
  const clone = join(dirname(repository.path), 'clone')
  repository.git(['clone', '--quiet', repository.path, clone])
  using git = open(clone)
  expect(await git.objects.read('refs/heads/main', 1_000)).toMatchObject({ id: commit })
  const linked = join(dirname(repository.path), 'linked')
  repository.git(['worktree', 'add', '--quiet', '--detach', linked, commit])
  using other = open(linked)
  const blob = await other.writeObject({ type: 'blob', body: Buffer.from('from the worktree') })
  expect(repository.git(['cat-file', '-t', blob])).toBe('blob')
})

it.each([
  ['a folder that is no repository', {}, 'not-a-repository'],
  ['a program that is not there', { program: '/nonexistent/git' }, 'git-missing'],
])('says what is wrong with %s', async (_, more, code) => {
  await using repository = await temporaryRepository()
  const path = code === 'not-a-repository' ? dirname(repository.path) : repository.path
  using git = open(path, more)
  await expect(git.run(['rev-parse', 'HEAD'])).rejects.toMatchObject({ code })
  await expect(git.objects.read('HEAD', 100)).rejects.toMatchObject({ code })
  await expect(git.moveRef('refs/x/y', nullId('sha1'), nullId('sha1'))).rejects.toMatchObject({
    code,
  })
})

it('says what Git said when a command fails', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  await expect(git.run(['read-tree', 'nothing'])).rejects.toMatchObject({
    code: 'git-failed',
    message: 'git read-tree failed with status 128: Not a valid object name nothing',
  })
})

it('leaves no temporary file and keeps objects read-only', async () => {
  await using repository = await temporaryRepository()
  using git = open(repository.path)
  const blob = await git.writeObject({ type: 'blob', body: CONTENT })
  const folder = join(repository.path, 'objects', blob.slice(0, 2))
  expect(readdirSync(folder)).toEqual([blob.slice(2)])
  expect(statSync(join(folder, blob.slice(2))).mode & 0o777).toBe(0o444)
})
