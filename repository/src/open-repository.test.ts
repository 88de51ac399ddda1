import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import type { RepositoryOptions } from './open-repository.ts'
import { openRepository } from './open-repository.ts'
import type { StacksRepository } from './repository-api.ts'
import type { TemporaryRepository } from './testing/temporary-repository.ts'
import { sha256, temporaryRepository } from './testing/temporary-repository.ts'

const COMPOSE = 'services:\n  web:\n    image: web:1\n'

function open(
  repository: TemporaryRepository,
  more: Partial<RepositoryOptions> = {},
): StacksRepository & AsyncDisposable {
  const opened = openRepository({
    path: repository.path,
    digest: sha256,
    variables: new Map(),
    ...more,
  })
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() }
}

/** A `git` that writes down every start of itself. */
function countingGit(repository: TemporaryRepository): {
  readonly program: string
  starts(): readonly string[]
} {
  const program = join(dirname(repository.path), 'counting-git')
  const log = `${program}.log`
  writeFileSync(log, '')
  writeFileSync(program, `#!/bin/sh\necho "$*" >> ${log}\nexec git "$@"\n`, { mode: 0o755 })
  return {
    program,
    starts() {
      const lines = readFileSync(log, 'utf8').trim().split('\n').filter(Boolean)
      writeFileSync(log, '')
      return lines.map((line) => line.replace(/^.*logOutputEncoding=UTF-8 /u, ''))
    },
  }
}

it('tells a branch, no branch and a broken branch apart', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  expect(await stacks.head()).toEqual({ kind: 'no-branch' })
  const revision = repository.push({ 'README.md': 'x' })
  expect(await stacks.head()).toEqual({ kind: 'revision', revision })
  repository.git(['update-ref', '-d', 'refs/heads/main'])
  repository.git(['update-ref', 'refs/heads/main/below', revision])
  expect(await stacks.head()).toEqual({ kind: 'no-branch' })
  repository.git(['update-ref', '-d', 'refs/heads/main/below'])
  const ref = join(repository.path, 'refs/heads/main')
  writeFileSync(ref, 'garbage\n')
  expect(await stacks.head()).toMatchObject({
    kind: 'unreadable',
    reason: expect.stringContaining('broken'),
  })
  writeFileSync(ref, `${'1'.repeat(40)}\n`)
  expect((await stacks.head()).kind).toBe('unreadable')
  rmSync(ref)
  rmSync(join(repository.path, 'HEAD'))
  await using gone = open(repository)
  expect(await gone.head()).toMatchObject({ kind: 'unreadable' })
})

it('resolves names and refuses what is no revision', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const revision = repository.push({ 'README.md': 'x' })
  repository.git(['tag', '-a', '-m', 'x', 'v1', revision])
  for (const name of ['main', 'v1', revision.slice(0, 8), revision]) {
    expect(await stacks.resolve(name)).toBe(revision)
  }
  for (const name of ['none', '--all', '-h', 'main:README.md', '']) {
    expect(await stacks.resolve(name)).toBeUndefined()
  }
  for (const name of ['main', '0'.repeat(40), '--help']) {
    await expect(stacks.load(name)).rejects.toMatchObject({ code: 'revision-unknown' })
  }
})

it('keeps the identity in its own ref', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  expect(await stacks.identity()).toBeUndefined()
  const root = repository.push({ a: '1' })
  await stacks.setIdentity(root)
  await stacks.setIdentity(root)
  expect(await stacks.identity()).toBe(root)
  expect(repository.git(['rev-parse', 'refs/kesako/identity'])).toBe(root)
})

it('knows the roots of linear, grown and unrelated histories', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const root = repository.push({ a: '0' })
  for (let at = 1; at < 5; at++) repository.push({ a: `${at}` })
  const roots = async (): Promise<readonly string[]> =>
    (await stacks.load(repository.git(['rev-parse', 'main']))).roots
  expect(await roots()).toEqual([root])
  repository.push({ a: 'next' })
  expect(await roots()).toEqual([root])
  const main = repository.git(['rev-parse', 'main'])
  const other = repository.push({ b: '0' }, { parents: null, ref: 'refs/heads/other' })
  repository.push({ b: '1' }, { parents: [main, other] })
  expect(await roots()).toEqual([root, other].toSorted((a, b) => (a < b ? -1 : 1)))
  repository.push({ c: '1' }, { parents: [other] })
  expect(await roots()).toEqual([other])
})

it('says when a tree is empty', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  repository.push({ a: '1' })
  expect(await stacks.load(repository.push({ a: null }))).toMatchObject({
    emptyTree: true,
    stacks: [],
  })
})

it('needs one process for a new revision and none for a known one', async () => {
  await using repository = await temporaryRepository()
  const counting = countingGit(repository)
  await using stacks = open(repository, { git: counting.program })
  const files = Array.from({ length: 50 }, (_, at) => [`docker-compose-s${at}.yml`, COMPOSE])
  const first = repository.push(Object.fromEntries(files))
  expect((await stacks.load(first)).stacks).toHaveLength(50)
  expect(counting.starts().map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(['cat-file', 'ls-tree', 'rev-list']),
  )
  await stacks.load(first)
  await stacks.head()
  await stacks.identity()
  expect(counting.starts()).toEqual([])
  const second = repository.push({ 'docker-compose-s7.yml': `${COMPOSE}    user: "1"\n` })
  await stacks.load(second)
  await stacks.commitInfo(second)
  expect(counting.starts().map((line) => line.split(' ')[0])).toEqual(['ls-tree'])
})

it('parses again only what changed', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const first = await stacks.load(
    repository.push({ 'docker-compose-a.yml': COMPOSE, 'docker-compose-b.yml': COMPOSE }),
  )
  const second = await stacks.load(
    repository.push({ 'docker-compose-b.yml': `${COMPOSE}    user: "1"\n`, 'README.md': 'x' }),
  )
  expect(second.stacks[0]).toBe(first.stacks[0])
  expect(second.stacks[1]?.inputsDigest).not.toBe(first.stacks[1]?.inputsDigest)
})

it('limits a load to the stacks that changed since another revision', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const config = `${COMPOSE}    configs: [site]\nconfigs:\n  site:\n    file: site.conf\n`
  const first = repository.push({
    'docker-compose-a.yml': config,
    'docker-compose-b.yml': COMPOSE,
    'docker-compose-c.yml': COMPOSE,
    'site.conf': '1',
  })
  async function changed(revision: string): Promise<readonly string[]> {
    const { stacks: found } = await stacks.load(revision, { changedSince: first })
    return found.map(({ name }) => name)
  }
  expect(await changed(repository.push({ 'README.md': 'x' }))).toEqual([])
  expect(await changed(repository.push({ 'site.conf': '2' }))).toEqual(['a'])
  expect(
    await changed(
      repository.push({
        'docker-compose-b.yml': null,
        'stack-c.json': '{}',
        'docker-compose-d.yml': COMPOSE,
      }),
    ),
  ).toEqual(['a', 'c', 'd'])
  expect(await changed(first)).toEqual([])
})

it('counts a stack among those that changed when another one breaks or repairs it', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const user = `${COMPOSE}x-kesako:\n  dependsOn: [db]\n`
  const first = repository.push({
    'docker-compose-shop.yml': user,
    'docker-compose-db.yml': COMPOSE,
    'docker-compose-mail.yml': COMPOSE,
  })
  const second = repository.push({ 'docker-compose-db.yml': null })
  const broken = await stacks.load(second, { changedSince: first })
  expect(broken.stacks.map(({ name, desired }) => [name, desired])).toEqual([['shop', undefined]])
  const third = repository.push({ 'docker-compose-db.yml': COMPOSE })
  const repaired = await stacks.load(third, { changedSince: second })
  expect(repaired.stacks.map(({ name }) => name)).toEqual(['db', 'shop'])
})

it('finds the commit that last touched a stack', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const one = repository.push({ 'docker-compose-a.yml': COMPOSE, b: '1', 'c\nd': '1' })
  const two = repository.push({ b: '2' }, { message: 'Change b\n\nBecause.' })
  const find = async (revision: string, ...paths: readonly string[]): Promise<string | undefined> =>
    (await stacks.lastCommit(revision, paths))?.revision
  expect(await find(two, 'docker-compose-a.yml')).toBe(one)
  expect(await find(two, 'docker-compose-a.yml', 'b')).toBe(two)
  const three = repository.push({ 'docker-compose-a.yml': null })
  expect(await find(three, 'docker-compose-a.yml')).toBe(three)
  expect(await find(three, 'b')).toBe(two)
  expect(await find(three, 'c\nd')).toBe(one)
  expect(await find(three, 'never there')).toBeUndefined()
  expect(await find(three)).toBeUndefined()
  expect(await find(two, 'docker-compose-a.yml')).toBe(one)
  const side = repository.push({ s: '1' }, { parents: [one], ref: 'refs/heads/side' })
  const merge = repository.push({ s: '1' }, { parents: [three, side] })
  expect(await find(merge, 's')).toBe(side)
  expect(await find(side, 'b')).toBe(one)
  expect(await stacks.lastCommit(two, ['b'])).toEqual({
    revision: two,
    author: 'Ada',
    email: 'ada@kesako.test',
    date: '2023-11-14T22:15:20.000Z',
    subject: 'Change b',
  })
})

it('reads files of a revision, within bounds', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const revision = repository.push({
    a: 'content',
    link: 'link:a',
    big: Buffer.alloc(1_048_577),
    'folder/b': 'x',
  })
  expect(Buffer.from((await stacks.readFile(revision, 'a')) ?? []).toString()).toBe('content')
  for (const path of ['link', 'folder', 'none', '../a', '/etc/passwd', '']) {
    expect(await stacks.readFile(revision, path)).toBeUndefined()
  }
  await expect(stacks.readFile(revision, 'big')).rejects.toMatchObject({ code: 'file-too-large' })
})

it('shows what changes would say before anybody commits them', async () => {
  await using repository = await temporaryRepository()
  await using stacks = open(repository)
  const base = repository.push({ 'docker-compose-a.yml': COMPOSE, 'docker-compose-b.yml': COMPOSE })
  const content = Buffer.from(`${COMPOSE}    user: "1"\n`)
  const changes = [
    { path: 'docker-compose-a.yml', content },
    { path: 'docker-compose-b.yml', content: null },
    { path: 'stacks/c/compose.yml', content },
  ]
  const preview = await stacks.preview(base, changes)
  expect(preview.stacks.map(({ name }) => name)).toEqual(['a', 'c'])
  const committed = await stacks.commit({
    changes,
    message: 'x',
    author: { name: 'a', email: 'b' },
    expectedHead: base,
  })
  if (committed.kind !== 'committed') throw new Error(committed.kind)
  expect((await stacks.load(committed.revision)).stacks).toEqual(preview.stacks)
  const alone = await stacks.preview(undefined, changes.slice(0, 1), { only: 'a' })
  expect(alone).toMatchObject({ revision: '', roots: [], stacks: [{ name: 'a' }] })
  await expect(stacks.preview(base, [{ path: '../x', content }])).rejects.toMatchObject({
    code: 'path-refused',
  })
})
