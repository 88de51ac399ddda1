import { expect, it } from 'vitest'
import { openRepository } from '../open-repository.ts'
import type { StacksRepository } from '../repository-api.ts'
import type { TemporaryRepository } from '../testing/temporary-repository.ts'
import { sha256, temporaryRepository } from '../testing/temporary-repository.ts'

function open({ path }: TemporaryRepository): StacksRepository & AsyncDisposable {
  const opened = openRepository({ path, digest: sha256, variables: new Map() })
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() }
}

it('says which paths differ, and as what, between revisions and after changes', async () => {
  await using files = await temporaryRepository()
  await using repository = open(files)
  const one = files.push({ 'a.txt': '1', 'b.txt': '1', 'c.txt': '1' })
  const two = files.push({ 'a.txt': '2', 'b.txt': null, 'c.txt': 'link:a.txt', 'd/e.txt': '1' })
  expect(await repository.difference(one, two)).toEqual([
    { path: 'a.txt', before: 'file', after: 'file' },
    { path: 'b.txt', before: 'file' },
    { path: 'c.txt', before: 'file', after: 'symlink' },
    { path: 'd/e.txt', after: 'file' },
  ])
  expect(await repository.difference(undefined, one)).toHaveLength(3)
  const changes = [
    { path: 'a.txt', content: Buffer.from('1') },
    { path: 'b.txt', content: null },
    { path: 'f.txt', content: Buffer.from('1') },
  ]
  expect(await repository.difference(one, changes)).toEqual([
    { path: 'b.txt', before: 'file' },
    { path: 'f.txt', after: 'file' },
  ])
})

it('tells what a stack reaches, disabled ones included, and nothing of broken ones', async () => {
  await using files = await temporaryRepository()
  await using repository = open(files)
  const text = 'services:\n  web:\n    image: web:1\n    cap_add: [NET_ADMIN]\n'
  const revision = files.push({
    'docker-compose-on.yml': text,
    'docker-compose-off.yml': text,
    'stack-off.json': '{"enabled": false}',
    'docker-compose-broken.yml': `${text}    nonsense: 1\n`,
  })
  const { stacks } = await repository.load(revision)
  const found = stacks.map(({ name, privileges }) => [name, privileges?.map(({ reach }) => reach)])
  const reach = { kind: 'capability', name: 'CAP_NET_ADMIN' }
  expect(Object.fromEntries(found)).toEqual({ on: [reach], off: [reach], broken: undefined })
})
