import { mkdirSync, writeFileSync } from 'node:fs'
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
