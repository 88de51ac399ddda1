import { expect, it } from 'vitest'
import { createGit } from '../git/git.ts'
import { nullId } from '../git/object-format.ts'
import type { CommitRequest, CommitResult } from '../repository-api.ts'
import { parseTreeListing } from '../revision/tree-listing.ts'
import type { TemporaryRepository } from '../testing/temporary-repository.ts'
import { temporaryRepository } from '../testing/temporary-repository.ts'
import { writeCommit } from './write-commit.ts'

const REF = 'refs/heads/main'

async function commit(
  repository: TemporaryRepository,
  request: Partial<CommitRequest>,
  beforeMove: () => void = () => {},
): Promise<CommitResult> {
  const git = createGit({ path: repository.path })
  async function readHead(): Promise<string | undefined> {
    const answer = await git.objects.read(REF, 10_000)
    return answer.kind === 'object' ? answer.id : undefined
  }
  async function list(revision: string): Promise<ReturnType<typeof parseTreeListing>> {
    return parseTreeListing((await git.run(['ls-tree', '-r', '-z', '-l', revision])).stdout)
  }
  async function move(from: string | undefined, to: string): Promise<boolean> {
    beforeMove()
    return git.moveRef(REF, from ?? nullId(await git.format()), to)
  }
  try {
    return await writeCommit(
      { git, ref: REF, move, readHead, list },
      {
        changes: [],
        message: 'Change',
        author: { name: 'Ada', email: 'ada@kesako.test' },
        expectedHead: undefined,
        ...request,
      },
    )
  } finally {
    git.close()
  }
}

function content(text: string): Uint8Array {
  return Buffer.from(text)
}

it('commits on an empty repository, then on top', async () => {
  await using repository = await temporaryRepository()
  const first = await commit(repository, {
    changes: [{ path: 'docker-compose-a.yml', content: content('a') }],
    message: 'Add a\n\nBecause.',
    author: { name: 'Ada <x>\n', email: '' },
  })
  expect(first).toMatchObject({ kind: 'committed' })
  const head = repository.git(['rev-parse', REF])
  expect(repository.git(['log', '-1', '--format=%an|%ae|%cn|%s|%b'])).toBe(
    'Ada x|unknown@kesako.invalid|Kesako|Add a|Because.',
  )
  const second = await commit(repository, {
    expectedHead: head,
    changes: [
      { path: 'docker-compose-a.yml', content: null },
      { path: 'stacks/b/compose.yml', content: content('b') },
      { path: 'not/there', content: null },
    ],
  })
  expect(second).toEqual({ kind: 'committed', revision: repository.git(['rev-parse', REF]) })
  expect(repository.git(['ls-tree', '-r', '--name-only', REF])).toBe('stacks/b/compose.yml')
  expect(repository.git(['rev-parse', `${REF}~1`])).toBe(head)
  expect(repository.git(['fsck', '--strict', '--no-dangling'])).not.toMatch(/error|warning/u)
})

it('commits nothing when nothing changes', async () => {
  await using repository = await temporaryRepository()
  const head = repository.push({ a: 'same' })
  const result = await commit(repository, {
    expectedHead: head,
    changes: [
      { path: 'a', content: content('same') },
      { path: 'b', content: null },
    ],
  })
  expect(result).toEqual({ kind: 'unchanged', revision: head })
})

it('keeps the executable flag and replaces a symbolic link by the file', async () => {
  await using repository = await temporaryRepository()
  repository.push({ link: 'link:a', run: 'x' })
  const blob = repository.git(['rev-parse', `${REF}:run`])
  repository.git(['update-index', '--cacheinfo', `100755,${blob},run`])
  const tree = repository.git(['write-tree'])
  const head = repository.git(['commit-tree', tree, '-m', 'x'])
  repository.git(['update-ref', REF, head])
  await commit(repository, {
    expectedHead: head,
    changes: [
      { path: 'run', content: content('y') },
      { path: 'link', content: content('a') },
    ],
  })
  const modes = repository.git(['ls-tree', '--format=%(objectmode) %(path)', REF])
  expect(modes).toBe('100644 link\n100755 run')
})

it('turns a folder into a file', async () => {
  await using repository = await temporaryRepository()
  const head = repository.push({ 'a/b': '1', 'a/c': '2', z: '3' })
  await commit(repository, {
    expectedHead: head,
    changes: [
      { path: 'a', content: content('file') },
      { path: 'a/b', content: null },
      { path: 'a/c', content: null },
    ],
  })
  expect(repository.git(['ls-tree', '-r', '--name-only', REF])).toBe('a\nz')
})

it('conflicts when it was made against another head', async () => {
  await using repository = await temporaryRepository()
  const old = repository.push({ a: '1' })
  const head = repository.push({ a: '2' })
  const changes = [{ path: 'a', content: content('3') }]
  for (const expectedHead of [old, undefined]) {
    expect(await commit(repository, { expectedHead, changes })).toEqual({ kind: 'conflict', head })
  }
})

it('conflicts when a force-push back overtakes it, although its commit contains that one', async () => {
  await using repository = await temporaryRepository()
  const old = repository.push({ a: '1' })
  const head = repository.push({ a: '2' })
  const changes = [{ path: 'a', content: content('3') }]
  const result = await commit(repository, { expectedHead: head, changes }, () => {
    repository.git(['update-ref', REF, old])
  })
  expect(result).toEqual({ kind: 'conflict', head: old })
  expect(repository.git(['rev-parse', REF])).toBe(old)
})

it('conflicts when the branch was deleted', async () => {
  await using repository = await temporaryRepository()
  const head = repository.push({ a: '1' })
  repository.git(['update-ref', '-d', REF])
  const changes = [{ path: 'a', content: content('2') }]
  expect(await commit(repository, { expectedHead: head, changes })).toEqual({
    kind: 'conflict',
    head: undefined,
  })
})
