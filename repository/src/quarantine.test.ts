import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { createLoadCache } from './load-cache.ts'
import { openRepository } from './open-repository.ts'
import { sha256, temporaryRepository } from './testing/temporary-repository.ts'

const COMPOSE = 'services:\n  web:\n    image: web:1\n'

it('reads the objects of a refused push, with the cache of the open repository', async () => {
  await using repository = await temporaryRepository()
  const { path } = repository
  const folder = dirname(path)
  const options = { path, digest: sha256, variables: new Map(), cache: createLoadCache() }
  repository.push({ 'docker-compose-a.yml': COMPOSE, 'docker-compose-b.yml': COMPOSE })
  const clone = join(folder, 'clone.git')
  repository.git(['clone', '--quiet', '--bare', path, clone])
  const main = repository.git(['rev-parse', 'main'])
  const stacks = openRepository(options)
  const before = await stacks.load(main)

  const incoming = join(folder, 'incoming')
  mkdirSync(join(path, 'hooks'), { recursive: true })
  const hook = `#!/bin/sh\ncp -r "$GIT_QUARANTINE_PATH" ${incoming}\nexit 1\n`
  writeFileSync(join(path, 'hooks/pre-receive'), hook, { mode: 0o755 })
  const revision = repository.push({ 'docker-compose-c.yml': COMPOSE })
  repository.git(['update-ref', 'refs/heads/main', main])
  repository.git(['--git-dir', clone, 'fetch', '--quiet', path, `${revision}:refs/heads/next`])
  repository.git(['reflog', 'expire', '--expire=now', '--all'])
  repository.git(['prune', '--expire=now'])
  expect(() => repository.git(['--git-dir', clone, 'push', path, 'next:main'])).toThrow(
    'pre-receive hook declined',
  )

  const environment = {
    GIT_OBJECT_DIRECTORY: incoming,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(path, 'objects'),
    GIT_QUARANTINE_PATH: incoming,
  }
  const quarantined = openRepository({ ...options, environment })
  try {
    const state = await quarantined.load(revision, { changedSince: main })
    expect(state.stacks.map(({ name }) => name)).toEqual(['c'])
    expect((await quarantined.load(revision)).stacks[0]).toBe(before.stacks[0])
    await expect(stacks.load(revision)).rejects.toMatchObject({ code: 'revision-unknown' })
    await expect(quarantined.setIdentity(main)).rejects.toMatchObject({
      code: 'repository-read-only',
    })
  } finally {
    await quarantined.close()
    await stacks.close()
  }
})

it('finds the roots of a push without a walk over history, however many pushes were looked at before', async () => {
  await using repository = await temporaryRepository()
  const first = repository.push({ 'docker-compose-a.yml': COMPOSE })
  const next = repository.push({ 'docker-compose-a.yml': `${COMPOSE}# 1\n` })
  const options = {
    path: repository.path,
    digest: sha256,
    variables: new Map(),
    cache: createLoadCache(),
  }
  const stacks = openRepository(options)
  await stacks.load(first)
  await stacks.load(next)
  for (let at = 0; at < 70; at++) {
    const tree = `${next}^{tree}`
    await stacks.load(repository.git(['commit-tree', tree, '-p', next, '-m', `Try ${at}`]))
  }
  const walks = join(dirname(repository.path), 'walks')
  const program = join(dirname(repository.path), 'git-that-tells')
  const script = `#!/bin/sh\ncase "$*" in *rev-list*) echo "$*" >> ${walks} ;; esac\nexec git "$@"\n`
  writeFileSync(program, script, { mode: 0o755 })
  const pushed = repository.push({ 'docker-compose-a.yml': `${COMPOSE}# 2\n` })
  const quarantined = openRepository({ ...options, git: program })
  try {
    expect((await quarantined.load(pushed)).roots).toEqual([first])
    expect(existsSync(walks)).toBe(false)
  } finally {
    await quarantined.close()
    await stacks.close()
  }
})

it('loads a revision once for all repositories that share a cache, but for each set of variables', async () => {
  await using repository = await temporaryRepository()
  const revision = repository.push({ 'docker-compose-a.yml': COMPOSE })
  const cache = createLoadCache()
  const open = (variables: ReadonlyMap<string, string>) =>
    openRepository({ path: repository.path, digest: sha256, variables, cache })
  const opened = [open(new Map()), open(new Map()), open(new Map([['TAG', '2']]))] as const
  try {
    const [first, second, other] = await Promise.all(opened.map((one) => one.load(revision)))
    expect(second).toBe(first)
    expect(other).not.toBe(first)
  } finally {
    for (const one of opened) await one.close()
  }
})
