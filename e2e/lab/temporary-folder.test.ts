import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { git, tryGit } from './git.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('a temporary folder goes with its scope, whatever is in it', async () => {
  let path: string
  {
    await using folder = await temporaryFolder()
    path = folder.path
    await mkdir(join(path, 'a/b'), { recursive: true })
    await writeFile(join(path, 'a/b/c'), 'x')
  }
  expect(existsSync(path)).toBe(false)
})

test('git knows the branch main, its own author, and nothing of this machine', async () => {
  await using folder = await temporaryFolder()
  await git(folder.path, ['init', '-q'])
  await git(folder.path, ['commit', '-q', '--allow-empty', '-m', 'First'])
  expect(await git(folder.path, ['log', '--format=%an %cn %D'])).toBe(
    'Ada Author Carl Committer HEAD -> main\n',
  )
  expect(await git(folder.path, ['config', '--list', '--show-scope'])).not.toMatch(
    /^(system|global)/m,
  )
  expect(await tryGit(folder.path, ['rev-parse', '--verify', '-q', 'missing'])).toMatchObject({
    code: 1,
  })
})
